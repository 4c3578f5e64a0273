// What HTML cannot do while a rule is being built: put the server's sentences beside the fields they are about,
// without touching what is typed, and say aloud what the rule has become, but only when that is another thing.
"use strict";

const tellMistakes = (preview) => {
  const found = new Map([...preview.querySelectorAll("[data-field]")].map((line) => [line.dataset.field, line.textContent]));
  for (const place of document.querySelectorAll(".rule [data-mistake]")) {
    const name = place.dataset.mistake;
    const said = found.get(name) ?? "";
    if (place.textContent !== said) place.textContent = said;
    const field = document.getElementById(name);
    if (found.has(name)) field?.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
  }
};

const suggestWords = (preview) => {
  for (const name of ["window_words", "holiday_words", "term_words"])
    document.getElementById(name)?.setAttribute("placeholder", preview.dataset.words);
};

const sayAloud = (preview) => {
  const spoken = document.getElementById("spoken");
  const said = preview.querySelector("[data-said]")?.textContent.trim() ?? "";
  if (spoken && spoken.textContent !== said) spoken.textContent = said;
};

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  // Where the whole form came back, it holds its mistakes already.
  if (detail.target.id !== "preview") return;
  const preview = document.getElementById("preview");
  tellMistakes(preview);
  suggestWords(preview);
  sayAloud(preview);
});

// After the whole form came back with mistakes or a conflict: the focus goes to the first of them.
const goToTheFirstMistake = () => {
  const place = [...document.querySelectorAll("[data-mistake]")].find((one) => one.textContent);
  if (!place) return document.querySelector(".series-page [role=alert] a, .series-page [role=alert]")?.focus();
  place.closest("details")?.setAttribute("open", "");
  const name = place.dataset.mistake;
  (document.getElementById(name) ?? place.closest("fieldset")?.querySelector("input"))?.focus();
};

document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.id === "series-form" || target.querySelector?.("#series-form")) goToTheFirstMistake();
});
