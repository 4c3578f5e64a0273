// Within a frame: what is pointed at says what it is, and the arrow keys walk along the wheel.
"use strict";

const MARKS = ".w-rings a[href]";
const tip = document.getElementById("tip");
const cards = new Map();
const MOST_CARDS = 100;
let told;

// A card as a visitor gets it: nobody's session goes along, though the frame may stand on a page of the same house.
const cardOf = async (mark) => {
  const address = `${mark.getAttribute("href").split("?")[0]}/card`;
  if (!cards.has(address)) {
    const headers = { "HX-Request": "true", "Accept-Language": document.documentElement.lang };
    const answer = await fetch(address, { credentials: "omit", headers });
    if (!answer.ok) return null;
    if (cards.size >= MOST_CARDS) cards.delete(cards.keys().next().value);
    cards.set(address, await answer.text());
  }
  return cards.get(address);
};

const tell = async (mark) => {
  if (told === mark) return;
  told = mark;
  tip.textContent = mark.getAttribute("aria-label");
  tip.hidden = false;
  place(mark);
  if (!mark.matches(".w-mark")) return;
  const card = await cardOf(mark).catch(() => null);
  if (!card || told !== mark) return;
  tip.innerHTML = card;
  place(mark);
};

const place = (mark) => {
  const box = mark.getBoundingClientRect();
  const left = Math.min(Math.max(box.left + box.width / 2 - tip.offsetWidth / 2, 4), innerWidth - tip.offsetWidth - 4);
  const below = box.bottom + 6;
  const isRoomBelow = below + tip.offsetHeight < innerHeight || box.top - tip.offsetHeight - 6 < 0;
  tip.style.left = `${left}px`;
  tip.style.top = `${isRoomBelow ? below : box.top - tip.offsetHeight - 6}px`;
};

const beQuiet = () => {
  told = undefined;
  tip.hidden = true;
};

let leaving;
document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  clearTimeout(leaving);
  const mark = event.target.closest?.(MARKS);
  if (mark) tell(mark);
  // Time to reach the card itself, which stays while it is pointed at (WCAG 2.1, 1.4.13).
  else if (told && !tip.contains(event.target)) leaving = setTimeout(beQuiet, 250);
});
document.addEventListener("focusin", (event) => {
  const mark = event.target.closest?.(MARKS);
  if (mark?.matches(":focus-visible")) tell(mark);
  else beQuiet();
});
addEventListener("blur", beQuiet);
document.addEventListener("scroll", beQuiet, true);

// One stop for the Tab key; from there along time, as on the wheel's own page.
const marks = () => [...document.querySelectorAll(MARKS)];
const makeOneReachable = (chosen) => {
  for (const mark of marks()) mark.setAttribute("tabindex", mark === chosen ? "0" : "-1");
};
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return beQuiet();
  const mark = event.target.closest?.(MARKS);
  const step = mark && STEPS[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const all = marks();
  const next = all[Math.min(Math.max(all.indexOf(mark) + step, 0), all.length - 1)];
  makeOneReachable(next);
  next.focus();
});
makeOneReachable(marks()[0]);
