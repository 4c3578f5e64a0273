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

const send = (address, values) => {
  values.seen = dragged.dataset.seen;
  values.rows = document.getElementById("agenda").dataset.rows;
  htmx.ajax("POST", address, { values, target: "#agenda", swap: "outerHTML" });
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
    const holder = `#form-${stop}`;
    const rows = document.getElementById("agenda").dataset.rows;
    htmx.ajax("GET", `/stops/${stop}/moves/new?to=awaiting&rows=${rows}`, { target: holder, swap: "innerHTML" });
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
document.addEventListener("htmx:beforeRequest", (event) => {
  opener = (event.target.closest("a[id]") ?? document.activeElement.closest(".stop-actions button"))?.id ?? opener;
});
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement !== document.body) return;
  const began = document.getElementById(opener);
  const next = began?.disabled ? began.closest(".stop-actions").querySelector("button:enabled, a") : began;
  (next ?? document.getElementById("coming-title")).focus();
});
