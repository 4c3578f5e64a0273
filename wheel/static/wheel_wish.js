// A wish to change an event on the wheel: shown there, spoken against and asked about, before anything is changed.
"use strict";

const wheelWish = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const MOVABLE = ".wheel-box[data-may-move] .w-events a.w-mark:not(.w-cancelled, .is-hidden)";
  const { measures, spanOf, iso, inWords, specialDays } = wheelDays;

  const byId = (id) => document.getElementById(id);
  const within = (least, most, number) => Math.min(Math.max(number, least), most);
  // For those who do not see the day beside the event.
  const say = (words) => { byId("wish-words").textContent = words; };

  // There is one at a time. `part` is what of the event is taken: all of it ("move"), its "start" or its "end", or the
  // "date" that an imprecise one is given. `first` and `days` are where it shall be, counted from the wheel's first day.
  let wish = null;

  const begin = (mark, part, day) => {
    end();
    const svg = mark.closest("svg");
    const wheel = measures(svg);
    const from = spanOf(mark, wheel);
    const start = part === "date" ? { first: within(0, wheel.days - 1, day ?? from.first), days: 1 } : from;
    wish = { mark, svg, wheel, from, part, ...start, href: mark.getAttribute("href"), notes: [] };
    mark.classList.add("w-moving");
    draw();
    return wish;
  };

  const end = () => {
    wish?.shown.remove();
    wish?.mark.classList.remove("w-moving");
    byId("drag-label").hidden = true;
    wish = null;
  };

  const isChanged = () => wish.part === "date" || wish.first !== wish.from.first || wish.days !== wish.from.days;

  // Where it shall be instead: so many days on, as far as the wheel reaches. `taken` is the day it was taken hold of.
  const shift = (by, taken) => {
    const { part, from, wheel } = wish;
    const last = from.first + from.days - 1;
    if (part === "date") return change(within(0, wheel.days - 1, taken + by), 1);
    if (part === "end") return change(from.first, Math.max(1, Math.min(last + by, wheel.days - 1) - from.first + 1));
    if (part === "move") return change(from.first + within(-taken, wheel.days - 1 - taken, by), from.days);
    const first = within(0, last, from.first + by);
    return change(first, last - first + 1);
  };

  const change = (first, days) => {
    if (wish.isTold && first === wish.first && days === wish.days) return;
    Object.assign(wish, { first, days, notes: [], isTold: true });
    turn();
    tell();
    askNotes();
  };

  // Drawn once: a copy of the mark, which is then turned, and a line on its day or along its days.
  const draw = () => {
    const { mark, svg, part } = wish;
    const ground = [...svg.querySelectorAll(".w-ground")].find((one) => one.dataset.ring === mark.dataset.ring);
    const looks = [...mark.classList].filter((name) => !["w-moving", "w-resize"].includes(name)).join(" ");
    const shown = drawn("g", { class: `w-wish r-${mark.dataset.ring}`, "aria-hidden": "true" });
    const copy = drawn("g", { class: `w-dragged ${looks}` });
    if (part === "move") copy.append(mark.querySelector(".w-shape").cloneNode());
    const line = drawn("path", { class: "w-drag-line" });
    shown.append(copy, line);
    svg.append(shown);
    Object.assign(wish, { shown, copy, line, inner: Number(ground.dataset.inner), outer: Number(ground.dataset.outer) });
  };

  const drawn = (name, attributes) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  const turn = () => {
    const { wheel, inner, outer, first, days, from } = wish;
    const radial = (day) => `M${point(day * wheel.turn, inner)}L${point(day * wheel.turn, outer)}`;
    const along = () => radial(first) + radial(first + days) + arc(first * wheel.turn, (first + days) * wheel.turn, (inner + outer) / 2);
    wish.line.setAttribute("d", days === 1 ? radial(first + .5) : along());
    wish.copy.setAttribute("transform", `rotate(${(first - from.first) * wheel.turn})`);
  };

  const point = (angle, radius) => {
    const turned = angle * Math.PI / 180;
    return `${(radius * Math.sin(turned)).toFixed(2)} ${(-radius * Math.cos(turned)).toFixed(2)}`;
  };

  const arc = (from, to, radius) =>
    `M${point(from, radius)}A${radius} ${radius} 0 ${to - from > 180 ? 1 : 0} 1 ${point(Math.min(to, from + 359.9), radius)}`;

  // What speaks against it: one question at a time, and then only the latest.
  let isAsking = false;

  const askNotes = async () => {
    if (isAsking) return;
    const address = addressOf("notes");
    isAsking = true;
    const answer = isChanged() ? await fetched(address) : "";
    isAsking = false;
    if (!wish) return;
    if (address !== addressOf("notes")) return askNotes();
    const lines = new DOMParser().parseFromString(answer, "text/html").querySelectorAll("li");
    wish.notes = [...lines].map((line) => line.textContent);
    if (wish.notes.length) tell();
  };

  const fetched = (address) =>
    fetch(address, { headers: { "HX-Request": "true" } }).then((answer) => (answer.ok ? answer.text() : ""), () => "");

  const addressOf = (what) => {
    const asked = new URLSearchParams({ to_day: iso(wish.wheel, wish.first) });
    if (["start", "end"].includes(wish.part)) asked.set("last_day", iso(wish.wheel, wish.first + wish.days - 1));
    return `${wish.href}/moves/${what}?${asked}`;
  };

  const tell = () => {
    const label = byId("drag-label");
    // The server names a holiday too, in a sentence.
    const special = specialDays(wish).filter((name) => !wish.notes.some((note) => note.includes(name))).join(", ");
    label.querySelector(".day").textContent = inWords(wish);
    label.querySelector(".special").textContent = special;
    label.querySelector(".notes").replaceChildren(...wish.notes.map(paragraph));
    label.hidden = wish.isAsked ?? false;
    placeLabel();
    if (wish.isByKeyboard && !wish.isAsked) say(sentences(inWords(wish), special, ...wish.notes, byId("confirm").dataset.keys));
  };

  const paragraph = (words) => Object.assign(document.createElement("p"), { textContent: words });

  const sentences = (...all) => all.filter(Boolean).map((one) => one.replace(/[^.]$/, "$&.")).join(" ");

  const placeLabel = () => {
    const label = byId("drag-label");
    const { left, bottom: top } = wish.at ?? wish.copy.getBoundingClientRect();
    const below = top + 22;
    const isTooLow = below + label.offsetHeight > innerHeight - 4;
    const x = within(4, innerWidth - label.offsetWidth - 4, left + 18);
    label.style.transform = `translate(${x}px, ${Math.max(4, isTooLow ? top - label.offsetHeight - 22 : below)}px)`;
  };

  // The question, which names both dates. To close it is to say no.
  const confirm = async () => {
    const asked = wish;
    asked.isAsked = true;
    byId("confirm-body").replaceChildren();
    const place = { source: "#confirm-body", target: "#confirm-body", swap: "innerHTML" };
    await window.htmx.ajax("GET", addressOf("new"), place).catch(() => {});
    byId("drag-label").hidden = true;
    if (wish !== asked) return;
    if (byId("confirm-body").childElementCount) byId("confirm").showModal();
    else end();
  };

  // Going back puts in all that is in the body anew, so nothing listens at the dialog itself.
  document.addEventListener("close", ({ target }) => { if (target.id === "confirm") end(); }, true);
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("#confirm [data-close-dialog]")) return;
    event.preventDefault();
    byId("confirm").close();
  });
  document.addEventListener("wheel-changed", () => byId("confirm")?.close());
  document.addEventListener("htmx:afterSettle", ({ target }) => {
    if (target.closest?.("#confirm[open]"))
      (target.querySelector("[aria-invalid]") ?? target.querySelector("[autofocus]"))?.focus();
  });

  // By keyboard: Shift and the arrows, a day or a week at a time; with Alt they change how long it lasts.
  const STEPS = { ArrowRight: 1, ArrowLeft: -1, PageDown: 7, PageUp: -7 };

  const nudge = (mark, by, isLonger) => {
    const whole = mark.matches(".w-hatched") ? "date" : "move";
    const part = isLonger && whole === "move" ? "end" : whole;
    if (wish?.mark !== mark || wish.part !== part) Object.assign(begin(mark, part), { isByKeyboard: true, by: 0 });
    const first = within(0, wish.wheel.days - 1, wish.from.first);
    shift(wish.by + by, first);
    // No farther than the wheel reaches, and back from there at once.
    wish.by = part === "end" ? wish.days - wish.from.days : wish.first - (part === "date" ? first : wish.from.first);
  };

  addEventListener("keydown", (event) => {
    if (wish && !wish.isAsked && event.key === "Escape") {
      say(byId("confirm").dataset.left);
      end();
    } else if (wish?.isByKeyboard && !wish.isAsked && event.key === "Enter") confirm();
    else {
      const mark = event.target.closest?.(MOVABLE);
      const by = STEPS[event.key];
      if (!mark || !by || !event.shiftKey || event.ctrlKey || event.metaKey || wish?.isAsked) return;
      nudge(mark, by, event.altKey);
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  document.addEventListener("focusout", () => { if (wish?.isByKeyboard && !wish.isAsked) end(); });

  return { MOVABLE, begin, shift, end, confirm, placeLabel, isChanged, current: () => wish };
})();
