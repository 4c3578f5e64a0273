// What HTML cannot do by itself: copy an address, close a form, and say that something failed.
"use strict";

document.documentElement.classList.add("js");

const say = (message) => {
  const status = document.getElementById("status");
  if (status) status.textContent = message;
};

document.addEventListener("click", (event) => {
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    const field = document.getElementById(copy.dataset.copy);
    field.select();
    navigator.clipboard.writeText(field.value).then(() => say(copy.dataset.copied), () => document.execCommand("copy"));
  }
  const close = event.target.closest("[data-close-form]");
  if (close) {
    const holder = close.closest(".stop-form");
    const opener = document.getElementById(holder.id.replace("form-", "move-"));
    holder.replaceChildren();
    opener?.focus();
  }
});

// After a piece of the page is put in: the focus goes to what was asked for, or to the first mistake in it.
document.addEventListener("htmx:afterSettle", (event) => {
  const into = event.detail.target;
  if (!into || !into.isConnected) return;
  if (into.id === "panel") into.querySelector("#panel-title")?.focus({ preventScroll: innerWidth > 992 });
  if (into.matches(".stop-form, #new-item, [id^='add-']"))
    (into.querySelector("[aria-invalid]") ?? into.querySelector("select, input:not([type=hidden])"))?.focus();
});

document.addEventListener("htmx:responseError", (event) => {
  const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  say(answer.querySelector(".error-card, .mistake")?.textContent.trim() || document.body.dataset.failed);
});
document.addEventListener("htmx:sendError", () => say(document.body.dataset.failed));
