// Looking closer: the card of what is pointed at, and the list beside the wheel, which follow each other.
"use strict";

{
  const MARKS = ".w-rings a[data-start]";
  const PARTS = `:is(${MARKS}, #beside li[data-ring])`;
  const WAIT = 150;
  // Long enough to get from a mark onto its card.
  const GRACE = 300;
  const MOST_CARDS = 200;
  const GAP = 8;

  const tip = () => document.getElementById("tip");
  const linkOf = (part) => (part.matches("a") ? part : part.querySelector("a"));
  const hrefOf = (part) => linkOf(part).getAttribute("href");
  const isMark = (part) => part.matches(MARKS);

  // One thing is pointed at, at a time.
  let pointed = null;
  let coming = 0;
  let leaving = 0;

  const remain = () => {
    clearTimeout(coming);
    clearTimeout(leaving);
  };

  const come = (part, wait) => {
    remain();
    if (part === pointed) return;
    if (wait) coming = setTimeout(turnTo, wait, part);
    else turnTo(part);
  };

  const go = (wait) => {
    remain();
    if (wait) leaving = setTimeout(leave, wait);
    else leave();
  };

  const turnTo = (part) => {
    leave();
    if (!part.isConnected) return;
    pointed = part;
    for (const other of [part, ...partnersOf(part)]) other.classList.add("is-pointed");
    if (isMark(part)) bringUp(document.querySelector("#beside li.is-pointed"));
    tell(part);
  };

  const leave = () => {
    pointed = null;
    hide();
    for (const part of document.querySelectorAll(".is-pointed")) part.classList.remove("is-pointed");
  };

  const hide = () => {
    asking?.abort();
    if (tip()) tip().hidden = true;
  };

  const isHovered = () => pointed?.matches(":hover") || tip()?.matches(":hover");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || event.buttons) return;
    const part = event.target.closest?.(PARTS);
    if (part) come(part, WAIT);
    else if (event.target.closest?.("#tip")) remain();
    else if (!pointed?.contains(document.activeElement)) go(GRACE);
  });

  document.addEventListener("pointerout", (event) => {
    if (!event.relatedTarget && !pointed?.contains(document.activeElement)) go(GRACE);
  });

  document.addEventListener("focusin", ({ target }) => {
    const part = target.closest?.(PARTS);
    if (part && target.matches(":focus-visible")) come(part, 0);
    else if (!isHovered()) go(0);
  });

  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (!relatedTarget && pointed?.contains(target) && !isHovered()) go(GRACE);
  });

  // Whoever presses has seen enough: a panel opens, or the mark is moved, by hand or with Shift and the arrows.
  const putAway = ({ target }) => {
    if (target.closest?.("#tip")) return;
    clearTimeout(coming);
    hide();
  };
  document.addEventListener("pointerdown", putAway);
  document.addEventListener("click", putAway);
  document.addEventListener("keydown", ({ key, shiftKey }) => { if (key === "Escape" || shiftKey) hide(); });

  // The same event on the other side. What the wheel only counts stands in the list one by one.
  const timeOf = (row) => row.querySelector("time")?.getAttribute("datetime") ?? "";

  const holds = (cluster, day) => {
    const last = Date.parse(cluster.dataset.start) + (Number(cluster.dataset.days ?? 1) - 1) * 86_400_000;
    return cluster.dataset.start <= day && Date.parse(day) <= last;
  };

  const rows = () => [...document.querySelectorAll("#beside li[data-ring]")];

  const partnersOf = (part) => {
    const { ring } = part.dataset;
    if (part.matches(".w-cluster"))
      return rows().filter((row) => row.dataset.ring === ring && holds(part, timeOf(row)) && !markOf(row));
    if (isMark(part)) return rows().filter((row) => hrefOf(row) === hrefOf(part));
    const mark = markOf(part) ?? clusterOf(part);
    return mark ? [mark] : [];
  };

  const markOf = (row) => document.querySelector(`${MARKS}[href="${CSS.escape(hrefOf(row))}"]`);

  const clusterOf = (row) =>
    [...document.querySelectorAll(`.w-cluster[data-ring="${CSS.escape(row.dataset.ring)}"]`)]
      .find((cluster) => holds(cluster, timeOf(row)));

  // A row is brought up within the list's own box only: the page never moves by itself.
  const boxOf = (row) => {
    for (let box = row.parentElement; box?.closest("#beside"); box = box.parentElement)
      if (/auto|scroll/.test(getComputedStyle(box).overflowY) && box.scrollHeight > box.clientHeight) return box;
    return null;
  };

  const bringUp = (row, tries = 4) => {
    const box = row?.matches(".is-pointed") && tries && boxOf(row);
    if (!box) return;
    // A month out of sight is not laid out: first it is come to, then its row, and what seemed nearer is looked at again.
    const isLaidOut = row.getClientRects().length > 0;
    const at = (isLaidOut ? row : row.closest("section")).getBoundingClientRect();
    const { top: above, bottom: below } = box.getBoundingClientRect();
    const head = parseFloat(getComputedStyle(box).scrollPaddingTop) || 0;
    // The box itself may reach out of the window.
    const end = Math.min(below, innerHeight);
    if (isLaidOut && at.top >= above + head && at.bottom <= end) return;
    const isAtOnce = !isLaidOut || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const again = () => requestAnimationFrame(() => requestAnimationFrame(() => bringUp(row, tries - 1)));
    if (isAtOnce) again();
    else box.addEventListener("scrollend", again, { once: true });
    const top = box.scrollTop + at.top - above - Math.max(head, (end - above - at.height) / 2);
    box.scrollTo({ top, behavior: isAtOnce ? "instant" : "smooth" });
  };

  // The list opens at the present month, where that is shown. The months on the way are only measured when they are seen.
  const openAtToday = (tries = 4) => {
    const today = document.getElementById("year")?.dataset.today ?? "";
    const month = document.getElementById(`b${today.slice(0, 7)}`)?.closest("section");
    const box = month && tries && boxOf(month);
    if (!box) return;
    const head = parseFloat(getComputedStyle(box).scrollPaddingTop) || 0;
    box.scrollTop += month.getBoundingClientRect().top - box.getBoundingClientRect().top - head;
    requestAnimationFrame(() => requestAnimationFrame(() => openAtToday(tries - 1)));
  };

  // The same days drawn anew, after a change, stay where the reader is.
  const spanShown = () => document.querySelector(".w-wheel")?.dataset.first + document.getElementById("year-title")?.textContent;
  let opened = spanShown();
  openAtToday();
  document.addEventListener("htmx:afterSettle", () => {
    if (opened === spanShown()) return;
    opened = spanShown();
    openAtToday();
  });

  // The card: at once what a screen reader hears, then what the server tells of it.
  const cards = new Map();
  let asking = null;

  const forget = () => cards.clear();
  document.addEventListener("wheel-changed", forget);
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.requestConfig.verb !== "get") forget();
  });

  const wordsOf = (part) => {
    const said = isMark(part) ? part : markOf(part);
    return said?.getAttribute("aria-label") ?? part.textContent.replace(/\s+/g, " ").trim();
  };

  const tell = async (part) => {
    tip().textContent = wordsOf(part);
    tip().hidden = false;
    place(part);
    if (part.matches(".w-cluster")) return;
    const card = await cardOf(hrefOf(part));
    if (!card || part !== pointed || tip().hidden) return;
    tip().innerHTML = card;
    place(part);
  };

  const cardOf = async (href) => {
    if (!cards.has(href)) await ask(href);
    return cards.get(href);
  };

  const ask = async (href) => {
    asking = new AbortController();
    try {
      const answer = await fetch(`${href}/card`, { headers: { "HX-Request": "true" }, signal: asking.signal });
      const card = answer.ok && !answer.redirected ? await answer.text() : "";
      if (cards.size >= MOST_CARDS) cards.delete(cards.keys().next().value);
      cards.set(href, card);
    } catch {
      // Left in the meantime, or no connection: the words stand, and it is asked again next time.
    }
  };

  // The card's place: inside the window, beside what it tells of, and on as little of it as can be.
  const outline = (mark) => {
    const shape = mark.querySelector(".w-shape");
    const [length, matrix] = [shape.getTotalLength(), shape.getScreenCTM()];
    return Array.from({ length: 48 }, (_, at) => shape.getPointAtLength((length * at) / 48).matrixTransform(matrix));
  };

  const corners = ({ left, right, top, bottom }) =>
    [left, (left + right) / 2, right].flatMap((x) => [top, bottom].map((y) => ({ x, y })));

  const pointsOf = (part) => {
    if (isMark(part)) return outline(part);
    const mark = markOf(part) ?? clusterOf(part);
    return [...corners(part.getBoundingClientRect()), ...(mark ? outline(mark) : [])];
  };

  // What is large is told of at a point of its outline: the box around a long arc would be half the wheel.
  const anchorsOf = (part) => {
    const box = part.getBoundingClientRect();
    if (!isMark(part) || Math.max(box.width, box.height) < 60) return [box];
    const points = outline(part);
    return [12, 36, 0, 24].map((at) => points[at]).map(({ x, y }) => ({ left: x, right: x, top: y, bottom: y })).concat(box);
  };

  // The first ones are preferred: those that lead out of the wheel, whose middle stays in sight, or out of the list.
  const placesAt = ({ left, right, top, bottom }, { offsetWidth: wide, offsetHeight: high }, isRow) => {
    const [x, y] = [(left + right - wide) / 2, (top + bottom - high) / 2];
    const [above, below, before, after] = [top - high - GAP, bottom + GAP, left - wide - GAP, right + GAP];
    const [outer, inner] = top > middleOfWheel() ? [below, above] : [above, below];
    const [upright, level] = [[[x, outer], [x, inner]], [[before, y], [after, y]]];
    return (isRow ? [...level, ...upright] : [...upright, ...level])
      .concat([[after, outer], [before, outer], [after, inner], [before, inner]]);
  };

  const middleOfWheel = () => {
    const { top, height } = document.querySelector(".w-wheel").getBoundingClientRect();
    return top + height / 2;
  };

  const inside = ([x, y], card) => [
    Math.max(4, Math.min(x, document.documentElement.clientWidth - card.offsetWidth - 4)),
    Math.max(4, Math.min(y, innerHeight - card.offsetHeight - 4)),
  ];

  const place = (part) => {
    const card = tip();
    const points = pointsOf(part);
    const covered = ([x, y]) => points.filter((point) =>
      point.x > x - 2 && point.x < x + card.offsetWidth + 2 && point.y > y - 2 && point.y < y + card.offsetHeight + 2).length;
    const places = anchorsOf(part).flatMap((anchor) => placesAt(anchor, card, !isMark(part))).map((spot) => inside(spot, card));
    const [left, top] = places.reduce((best, spot) => (covered(spot) < covered(best) ? spot : best));
    card.style.left = `${left}px`;
    card.style.top = `${top}px`;
  };

  document.addEventListener("scroll", ({ target }) => {
    if (pointed?.isConnected && target.contains(pointed) && !tip().hidden) place(pointed);
  }, { capture: true, passive: true });

  // What was pointed at is gone with the wheel that was there.
  document.addEventListener("htmx:afterSwap", () => { if (pointed && !pointed.isConnected) go(0); });
}
