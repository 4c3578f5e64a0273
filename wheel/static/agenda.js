// Dragging an item to another place, another meeting or the awaiting list. The buttons do the same without it.
"use strict";

let dragged = null;

const endDrag = () => {
  dragged?.classList.remove("dragged");
  document.querySelectorAll(".drop-here").forEach((place) => place.classList.remove("drop-here"));
  dragged = null;
};

const placeUnder = (x, y) => {
  const under = document.elementFromPoint(x, y);
  return under?.closest("[data-stop], [data-meeting], [data-awaiting]") ?? null;
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
