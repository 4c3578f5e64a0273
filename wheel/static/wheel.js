// Walking the wheel by keyboard: left and right along time, up and down across rings; one mark is in the tab order.
"use strict";

const marks = () => [...document.querySelectorAll(".w-rings a[data-start]")];

const makeOneReachable = (chosen) => {
  for (const mark of marks()) mark.setAttribute("tabindex", mark === chosen ? "0" : "-1");
};

const firstAhead = () => {
  const today = document.querySelector(".w-wheel")?.closest("[data-today]")?.dataset.today ?? "";
  const all = byDate(marks());
  return all.find((mark) => mark.dataset.start >= today) ?? all[0];
};

const byDate = (all) => [...all].sort((one, other) => one.dataset.start.localeCompare(other.dataset.start));

const nearest = (all, start) =>
  all.reduce((best, mark) =>
    Math.abs(Date.parse(mark.dataset.start) - Date.parse(start)) <
    Math.abs(Date.parse(best.dataset.start) - Date.parse(start)) ? mark : best);

const alongTime = (mark, step) => {
  const same = byDate(marks().filter((other) => other.dataset.ring === mark.dataset.ring));
  return same[(same.indexOf(mark) + step + same.length) % same.length];
};

const acrossRings = (mark, step) => {
  const rings = [...new Set(marks().map((other) => other.dataset.ring))];
  const ring = rings[rings.indexOf(mark.dataset.ring) + step];
  return ring ? nearest(marks().filter((other) => other.dataset.ring === ring), mark.dataset.start) : mark;
};

const STEPS = {
  ArrowRight: (mark) => alongTime(mark, 1),
  ArrowLeft: (mark) => alongTime(mark, -1),
  ArrowDown: (mark) => acrossRings(mark, 1),
  ArrowUp: (mark) => acrossRings(mark, -1),
  Home: (mark) => byDate(marks().filter((other) => other.dataset.ring === mark.dataset.ring))[0],
  End: (mark) => byDate(marks().filter((other) => other.dataset.ring === mark.dataset.ring)).at(-1),
};

document.addEventListener("keydown", (event) => {
  const mark = event.target.closest?.(".w-rings a[data-start]");
  const step = mark && STEPS[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const next = step(mark);
  makeOneReachable(next);
  next.focus();
});

// What a mark is, said beside it to those who point at it or come to it by keyboard; Escape puts it away.
const tip = document.getElementById("tip");

const tell = (mark) => {
  const box = mark.getBoundingClientRect();
  tip.textContent = mark.getAttribute("aria-label");
  tip.hidden = false;
  const left = Math.min(Math.max(box.left + box.width / 2 - tip.offsetWidth / 2, 4), innerWidth - tip.offsetWidth - 4);
  const above = box.top - tip.offsetHeight - 8;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > 4 ? above : box.bottom + 8}px`;
};

const beQuiet = () => { tip.hidden = true; };

for (const come of ["mouseover", "focusin"])
  document.addEventListener(come, (event) => {
    const mark = event.target.closest?.(".w-rings a[data-start]");
    if (mark && (come === "mouseover" || mark.matches(":focus-visible"))) tell(mark);
    else if (event.target !== tip) beQuiet();
  });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") beQuiet(); });
document.addEventListener("scroll", beQuiet, true);

// The mark whose panel is open stays marked.
document.addEventListener("htmx:beforeRequest", (event) => {
  const mark = event.target.closest?.("a.w-mark");
  if (!mark) return;
  document.querySelector("a.w-mark[aria-current]")?.removeAttribute("aria-current");
  mark.setAttribute("aria-current", "true");
  makeOneReachable(mark);
});

const start = () => makeOneReachable(firstAhead());
// A new year is swapped in by itself; going back swaps in all that is in the body.
document.addEventListener("htmx:load", (event) => { if (event.target.querySelector(".w-wheel")) start(); });
start();
