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
  const place = event.target.closest("[data-close-form]")?.closest(".form-place");
  if (place) closeForm(place);
});

const closeForm = (place) => {
  place.replaceChildren();
  document.getElementById(place.dataset.openedBy)?.focus();
};

const isChanged = (field) => {
  if (field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
  // Half a date is no value yet.
  return field.value !== field.defaultValue || field.validity.badInput;
};

// What a refusal gives back was written as well, though the form came with it.
const isWrittenIn = (place) =>
  place.querySelector(".mistake, .conflict") || [...place.querySelectorAll("input, select, textarea")].some(isChanged);

// Escape closes a form too, but never one that something would be lost with.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing || document.querySelector(".dragged")) return;
  const place = document.querySelector(".form-place:not(:empty)");
  const isHere = event.target === document.body || place?.contains(event.target);
  if (place && isHere && !isWrittenIn(place)) closeForm(place);
});

// What was half written for one meeting, and then asked for at another, is not lost: the same form has it there.
const bringAlong = (written, form) => {
  if (!written || written.action !== form?.action) return;
  for (const { name, type, value, checked } of written.elements) {
    const same = form.elements[name];
    if (!name || name === "meeting" || type === "hidden" || same?.type !== type) continue;
    if (type === "checkbox") same.checked = checked;
    else same.value = value;
  }
  const opened = written.querySelectorAll("details");
  form.querySelectorAll("details").forEach((part, at) => { part.open = opened[at].open; });
};

// After a piece of the page is put in: the focus goes to what was asked for, or to the first mistake in it.
document.addEventListener("htmx:afterSettle", ({ target: put, detail }) => {
  if (put.matches("#panel, .panel"))
    (put.querySelector("[aria-invalid]") ?? put.querySelector("#panel-title"))?.focus({ preventScroll: innerWidth > 992 });
  if (put.matches(".form-place")) {
    // An item's form has several buttons that open it; dragging has none.
    const asked = detail.requestConfig?.elt;
    if (asked?.matches("a[id]")) put.dataset.openedBy = asked.id;
    // One form at a time: two would have fields of the same names.
    for (const other of document.querySelectorAll(".form-place")) {
      if (other === put) continue;
      bringAlong(other.querySelector("form"), put.querySelector("form"));
      other.replaceChildren();
    }
    (put.querySelector("[aria-invalid]") ?? put.querySelector("select, input:not([type=hidden])"))?.focus();
  }
});

// Where the page has moved on by itself, the ways back to it follow.
const follow = () => {
  const here = location.pathname + location.search;
  document.querySelector(".who [name=next]").value = here;
  const signIn = document.querySelector(".who a");
  if (signIn) signIn.search = new URLSearchParams({ next: here });
};
document.addEventListener("htmx:pushedIntoHistory", follow);
document.addEventListener("htmx:replacedInHistory", follow);

document.addEventListener("htmx:responseError", (event) => {
  const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  say(answer.querySelector(".error-card, .mistake")?.textContent.trim() || document.body.dataset.failed);
});
document.addEventListener("htmx:sendError", () => say(document.body.dataset.failed));
