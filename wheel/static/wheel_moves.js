// Changing the wheel by pointer: events and their ends are dragged, and one clicks where something new is to come.
"use strict";

{
  const { measures, placeOf, spanOf, iso, dayAt } = wheelDays;
  const { MOVABLE } = wheelWish;
  const WHEEL = ".wheel-box[data-may-move] svg.w-wheel";
  const THRESHOLD = 6;
  const LONG_PRESS = 400;
  const EDGE = 8;
  // Nearer to the middle, or farther out, no day is meant.
  const INNERMOST = 90;
  const OUTERMOST = 520;

  // Which part of an event lies under the pointer: of one that lasts several days, its ends can be taken.
  const partAt = (mark, event) => {
    if (mark.matches(".w-hatched")) return "date";
    const svg = mark.closest("svg");
    const wheel = measures(svg);
    const { first, days } = spanOf(mark, wheel);
    if (days === 1) return "move";
    const { angle, radius, scale } = placeOf(svg, event);
    const pixels = (degrees) => degrees * Math.PI / 180 * radius * scale;
    const apart = (day) => Math.abs((angle - day * wheel.turn + 540) % 360 - 180);
    // A short one must keep a middle to take it by.
    const reach = Math.min(EDGE, pixels(days * wheel.turn) / 3);
    if (first + days <= wheel.days && pixels(apart(first + days)) <= reach) return "end";
    return first >= 0 && pixels(apart(first)) <= reach ? "start" : "move";
  };

  // By mouse and pen it begins after 6 pixels, by finger after a long press, so that a finger can scroll.
  let press = null;
  let isJustDragged = false;

  document.addEventListener("pointerdown", (event) => {
    isJustDragged = false;
    if (wheelWish.current()?.isAsked) return;
    giveUp();
    const mark = event.target.closest?.(MOVABLE);
    if (!mark || !event.isPrimary || event.button) return;
    press = { mark, event, id: event.pointerId, by: event.pointerType, part: partAt(mark, event) };
    if (press.by === "touch") press.timer = setTimeout(take, LONG_PRESS);
  });

  const take = () => {
    const svg = press.mark.closest("svg");
    const { angle } = placeOf(svg, press.event);
    Object.assign(press, { svg, angle, turned: 0, taken: dayAt(measures(svg), angle), isDragging: true });
    wheelWish.begin(press.mark, press.part, press.taken);
    svg.setPointerCapture(press.id);
    document.documentElement.classList.add("is-dragging");
    follow(press.event);
  };

  const follow = (event) => {
    const wish = wheelWish.current();
    const { angle, radius } = placeOf(press.svg, event);
    press.turned += (angle - press.angle + 540) % 360 - 180;
    press.angle = angle;
    press.isOutside = radius < INNERMOST || radius > OUTERMOST;
    wish.shown.classList.toggle("is-outside", press.isOutside);
    wish.at = { left: event.clientX, bottom: event.clientY };
    wheelWish.shift(Math.round(press.turned / wish.wheel.turn), press.taken);
    wheelWish.placeLabel();
  };

  const letGo = () => {
    clearTimeout(press?.timer);
    cancelAnimationFrame(press?.frame);
    document.documentElement.classList.remove("is-dragging");
    press = null;
  };

  const giveUp = () => {
    letGo();
    wheelWish.end();
  };

  document.addEventListener("pointermove", (event) => {
    if (!press) return showPart(event);
    if (event.pointerId !== press.id) return;
    if (press.isDragging && !wheelWish.current()) return letGo();
    if (!press.isDragging) {
      if (Math.hypot(event.clientX - press.event.clientX, event.clientY - press.event.clientY) <= THRESHOLD) return;
      if (press.by === "touch") return letGo();
      take();
    }
    cancelAnimationFrame(press.frame);
    press.last = event;
    press.frame = requestAnimationFrame(() => follow(event));
  });

  const showPart = (event) => {
    const mark = event.pointerType === "touch" ? null : event.target.closest?.(MOVABLE);
    mark?.classList.toggle("w-resize", ["start", "end"].includes(partAt(mark, event)));
  };

  document.addEventListener("pointerup", (event) => {
    if (!press || event.pointerId !== press.id) return;
    const isDropped = press.isDragging && wheelWish.current();
    if (isDropped && press.last) follow(press.last);
    const isMeant = isDropped && !press.isOutside && wheelWish.isChanged();
    isJustDragged = press.isDragging ?? false;
    setTimeout(() => { isJustDragged = false; });
    letGo();
    if (isMeant) wheelWish.confirm();
    else if (isDropped) wheelWish.end();
  });

  document.addEventListener("pointercancel", () => { if (press) giveUp(); });

  // What a drag ends with is no click, a link is not dragged away, and a finger that holds an event does not scroll.
  addEventListener("click", (event) => {
    if (!isJustDragged || !event.detail) return;
    isJustDragged = false;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  document.addEventListener("dragstart", (event) => { if (event.target.closest?.(MOVABLE)) event.preventDefault(); });
  document.addEventListener("contextmenu", (event) => { if (press?.by === "touch") event.preventDefault(); });
  document.addEventListener("touchmove", (event) => {
    if (press?.isDragging || press?.by === "pen") event.preventDefault();
  }, { passive: false });

  // An empty place of a ring: by where it lies, for holidays are painted over it.
  document.addEventListener("click", (event) => {
    const svg = event.target.closest?.(WHEEL);
    if (!svg || event.defaultPrevented || event.target.closest("a, .w-tab, .w-hub")) return;
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const { angle, radius } = placeOf(svg, event);
    const isHere = ({ inner, outer }) => Number(inner) <= radius && radius <= Number(outer);
    const ground = [...svg.querySelectorAll(".w-ground:not(.is-hidden)")].find((one) => isHere(one.dataset));
    if (!ground || !window.htmx) return;
    const wheel = measures(svg);
    const asked = new URLSearchParams({ ring: ground.dataset.ring, day: iso(wheel, dayAt(wheel, angle)) });
    const address = `${document.getElementById("confirm").dataset.add}?${asked}`;
    window.htmx.ajax("GET", address, { source: "#panel", target: "#panel", swap: "innerHTML" }).catch(() => {});
  });
}
