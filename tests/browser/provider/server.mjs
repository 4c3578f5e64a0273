// A certified OpenID Connect provider for the browser tests. It listens on a free port, says which, and is then told on
// its standard input, in one line of JSON, which client it serves and who can sign in; then it says "ready".
import { createServer } from "node:http";
import { once } from "node:events";
import { createInterface } from "node:readline";
import Provider from "oidc-provider";

let answer = (_request, response) => response.writeHead(503).end();
const server = createServer((request, response) => answer(request, response));
server.listen(0, "127.0.0.1");
await once(server, "listening");
const issuer = `http://127.0.0.1:${server.address().port}`;
console.log(issuer);

const lines = createInterface({ input: process.stdin });
const { client, people } = JSON.parse((await once(lines, "line"))[0]);
// When the tests end, so does their end of the pipe.
lines.on("close", () => process.exit(0));

const provider = new Provider(issuer, {
  clients: [client],
  claims: {
    openid: ["sub", "groups"],
    profile: ["name", "preferred_username"],
    email: ["email", "email_verified"],
  },
  cookies: { keys: ["only in tests"] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub].claims }) }),
  // The people of an organisation are not asked whether it may know them.
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: client.client_id, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid profile email");
    await grant.save();
    return grant;
  },
});
const protocol = provider.callback();

answer = async (request, response) => {
  if (!request.url.startsWith("/interaction/")) return protocol(request, response);
  if (request.method !== "POST") return form(response, "");
  const typed = new URLSearchParams(await text(request));
  if (typed.has("cancel")) {
    return provider.interactionFinished(request, response, { error: "access_denied" });
  }
  const person = people[typed.get("login")];
  if (!person || person.password !== typed.get("password")) return form(response, "Wrong name or password");
  return provider.interactionFinished(request, response, { login: { accountId: typed.get("login") } });
};
console.log("ready");

async function text(request) {
  let body = "";
  for await (const piece of request) body += piece;
  return body;
}

function form(response, mistake) {
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(`<!doctype html>
    <html lang="en"><title>The provider</title><h1>The provider</h1><p role="alert">${mistake}</p>
    <form method="post"><label>Name <input name="login"></label> <label>Password <input name="password" type="password">
    </label> <button>Log in</button> <button name="cancel" value="1">Cancel</button></form>`);
}
