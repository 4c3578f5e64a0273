// Tapping with a finger: the nearest mark is meant, and where several lie under the finger one is asked which.
"use strict";

{
  const REACH = 12;
  const STEP = 2;
  const MARKS = ".w-rings a[data-start]:not(.is-hidden)";

  let pointer = "";
  document.addEventListener("pointerdown", (event) => { pointer = event.pointerType; }, true);

  // How far a shape's paint is from the finger, in CSS pixels; Infinity beyond reach.
  const distance = (mark, x, y, reach) => {
    const shape = mark.querySelector(".w-shape");
    const box = shape.getBoundingClientRect();
    const away = Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    if (away > reach) return Infinity;
    return Math.max(box.width, box.height) <= 2 * REACH ? away : toShape(shape, x, y, reach);
  };

  const around = (x, y, radius) => {
    const count = radius ? 16 : 1;
    return Array.from({ length: count }, (_, at) => {
      const angle = (2 * Math.PI * at) / count;
      return new DOMPoint(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    });
  };

  const toShape = (shape, x, y, reach) => {
    const back = shape.getScreenCTM().inverse();
    for (let radius = 0; radius <= reach; radius += STEP)
      if (around(x, y, radius).some((point) => shape.isPointInFill(point.matrixTransform(back)))) return radius;
    return Infinity;
  };

  // A round is the ground that other marks stand on: it is meant where nothing else is near.
  const near = (x, y) => {
    const reach = REACH / (window.visualViewport?.scale ?? 1);
    const found = [...document.querySelectorAll(MARKS)]
      .map((mark) => ({ mark, away: distance(mark, x, y, reach) }))
      .filter(({ away }) => away <= reach)
      .sort((one, other) => one.away - other.away)
      .map(({ mark }) => mark);
    const standing = found.filter((mark) => !mark.matches(".w-round"));
    return standing.length ? standing : found.slice(0, 1);
  };

  const open = (mark) => mark.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));

  const choices = () => document.getElementById("nearby");

  const wordsOf = (mark) => {
    const href = mark.getAttribute("href");
    const row = [...document.querySelectorAll("#beside li")].find((one) => one.querySelector("a")?.getAttribute("href") === href);
    return (row?.textContent ?? mark.getAttribute("aria-label")).replace(/\s+/g, " ").trim();
  };

  const choice = (mark) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = wordsOf(mark);
    button.addEventListener("click", () => {
      choices().close();
      open(mark);
    });
    const item = document.createElement("li");
    item.append(button);
    return item;
  };

  const ask = (marks) => {
    const byDate = [...marks].sort((one, other) => one.dataset.start.localeCompare(other.dataset.start));
    choices().querySelector("ol").replaceChildren(...byDate.map(choice));
    choices().showModal();
  };

  document.addEventListener("click", (event) => {
    if (event.target === choices()) return choices().close();
    // A title is nobody else's, and neither is a mark that was reached by keyboard.
    if (pointer !== "touch" || !event.isTrusted || !event.detail || event.target.closest?.("text")) return;
    if (!event.target.closest?.(".wheel-box svg")) return;
    const marks = near(event.clientX, event.clientY);
    if (!marks.length || (marks.length === 1 && marks[0].contains(event.target))) return;
    event.preventDefault();
    event.stopPropagation();
    if (marks.length === 1 || !choices()) open(marks[0]);
    else ask(marks);
  }, true);
}
