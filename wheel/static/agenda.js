// Dragging an item to another place, another meeting or the awaiting list. The buttons do the same without it.
"use strict";

let dragged = null;
let opener = "";

const endDrag = () => {
  dragged?.classList.remove("dragged");
  document.querySelectorAll(".drop-here").forEach((place) => place.classList.remove("drop-here"));
  dragged = null;
};

// Another item of the same meeting, whose place is taken over; another meeting, where the item comes last; or the list.
const placeUnder = (x, y) => {
  const under = document.elementFromPoint(x, y);
  const place = under?.closest("[data-meeting], [data-awaiting]") ?? null;
  if (place !== dragged.closest("[data-meeting], [data-awaiting]")) return place;
  return place.matches("[data-meeting]") ? under.closest("[data-stop]") : null;
};

const show = (place) => {
  document.querySelectorAll(".drop-here").forEach((other) => other.classList.remove("drop-here"));
  if (place && place !== dragged) place.classList.add("drop-here");
};

// Sent from the agenda itself, which says with its own values how it is looked at.
const send = (address, values) => {
  values.seen = dragged.dataset.seen;
  htmx.ajax("POST", address, { values, source: "#agenda", target: "#agenda", swap: "outerHTML" });
};

const drop = (place) => {
  const stop = dragged.dataset.stop;
  opener = `move-${stop}`;
  const meeting = place.closest("[data-meeting]")?.dataset.meeting;
  const from = dragged.closest("[data-meeting]")?.dataset.meeting;
  if (meeting && meeting === from) {
    const position = place.closest("[data-stop]")?.dataset.position;
    if (position && position !== dragged.dataset.position) send(`/stops/${stop}/positions`, { position });
  } else if (meeting) {
    send(`/stops/${stop}/moves`, { to: meeting });
  } else if (from) {
    // The awaiting list wants to know why, so its form is opened instead.
    opener = `postpone-${stop}`;
    const form = { values: { to: "awaiting" }, source: "#agenda", target: `#form-${stop}`, swap: "innerHTML" };
    htmx.ajax("GET", `/stops/${stop}/moves/new`, form);
  }
};

// Pointer events serve mouse, pen and touch alike.
document.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest(".grip");
  if (!grip || event.button !== 0) return;
  event.preventDefault();
  dragged = grip.closest("[data-stop]");
  dragged.classList.add("dragged");
});
document.addEventListener("pointermove", (event) => { if (dragged) show(placeUnder(event.clientX, event.clientY)); });
document.addEventListener("pointerup", (event) => {
  if (!dragged) return;
  const place = placeUnder(event.clientX, event.clientY);
  if (place && !dragged.contains(place)) drop(place);
  endDrag();
});
document.addEventListener("pointercancel", endDrag);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") endDrag(); });

// A change puts in the whole agenda anew: the focus goes back to what the change began with, wherever that now is.
// Where that is gone, since the item stands elsewhere now, it goes to the item.
document.addEventListener("htmx:beforeRequest", (event) => {
  const pressed = document.activeElement.closest(".stop-actions button, .undo-bar button");
  opener = (event.target.closest("a[id]") ?? pressed)?.id ?? opener;
  if (pressed?.dataset.backTo) opener = `move-${pressed.dataset.backTo}`;
});
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement !== document.body) return;
  const began = document.getElementById(opener) ?? document.getElementById(opener.replace(/^[a-z]+-/, "move-"));
  const next = began?.disabled ? began.closest(".stop-actions").querySelector("button:enabled, a") : began;
  (next ?? document.getElementById("coming-title")).focus();
});
