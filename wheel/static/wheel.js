// The wheel's own page: walking the wheel by keyboard, opening what is on it, and answering for its rings.
"use strict";

{
  const MARKS = ".w-rings a[data-start]:not(.is-hidden)";
  const OPENS = ":is(:is(.w-rings, #beside, .list) a, a.opens):not([hx-get])";
  const FILTERS = ["rings", "chosen", "bodies", "kinds", "posts", "mine", "agenda", "drafts", "q"];
  const DAY = 86_400_000;

  const byId = (id) => document.getElementById(id);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const hrefOf = (link) => link.getAttribute("href");
  const linksTo = (href) => all(`a[href="${CSS.escape(href)}"]`).filter((link) => link.matches(OPENS));
  const markOf = (href) => all(MARKS).find((mark) => hrefOf(mark) === href);

  // Walking: left and right along time, up and down across rings. One mark is in the tab order.
  const byDate = (marks) => marks.sort((one, other) => timeOf(one) - timeOf(other));

  const timeOf = (mark) => Date.parse(mark.dataset.start);

  const ofRing = (ring) => byDate(all(`${MARKS}[data-ring="${CSS.escape(ring)}"]`));

  const far = (mark, moment) => Math.abs(timeOf(mark) - moment);

  const nearest = (marks, moment) =>
    marks.reduce((best, mark) => (far(mark, moment) < far(best, moment) ? mark : best));

  const along = (mark, step) => {
    const ring = ofRing(mark.dataset.ring);
    return ring[(ring.indexOf(mark) + step + ring.length) % ring.length];
  };

  const across = (mark, step) => {
    const rings = all(".w-ground").map((ground) => ofRing(ground.dataset.ring)).filter((ring) => ring.length);
    const ring = rings[rings.findIndex(([first]) => first.dataset.ring === mark.dataset.ring) + step];
    return ring ? nearest(ring, timeOf(mark)) : mark;
  };

  // What lies nearest to a month from here, and at least one step on.
  const aMonth = (mark, way) => {
    const ring = ofRing(mark.dataset.ring);
    const here = ring.indexOf(mark);
    const ahead = way > 0 ? ring.slice(here + 1) : ring.slice(0, here);
    return ahead.length ? nearest(ahead, timeOf(mark) + way * 30.4 * DAY) : mark;
  };

  const STEPS = {
    ArrowRight: (mark) => along(mark, 1),
    ArrowLeft: (mark) => along(mark, -1),
    ArrowDown: (mark) => across(mark, 1),
    ArrowUp: (mark) => across(mark, -1),
    PageDown: (mark) => aMonth(mark, 1),
    PageUp: (mark) => aMonth(mark, -1),
    Home: (mark) => ofRing(mark.dataset.ring)[0],
    End: (mark) => ofRing(mark.dataset.ring).at(-1),
  };

  let reachable = null;
  let focused = "";

  const makeReachable = (mark) => {
    reachable?.setAttribute("tabindex", "-1");
    reachable = mark ?? null;
    reachable?.setAttribute("tabindex", "0");
  };

  // The wheel is entered at what comes next.
  const ahead = () => {
    const today = document.querySelector("[data-today]")?.dataset.today ?? "";
    const marks = all(MARKS);
    const coming = marks.filter((mark) => mark.dataset.start >= today);
    return coming.length ? nearest(coming, Date.parse(today) || 0) : marks.at(-1);
  };

  const isPlain = (event) => !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);

  const walk = (event) => {
    const mark = event.target.closest?.(MARKS);
    if (!mark || !STEPS[event.key] || !isPlain(event) || event.defaultPrevented) return;
    event.preventDefault();
    STEPS[event.key](mark).focus();
  };

  document.addEventListener("focusin", ({ target }) => {
    const mark = target.closest?.(MARKS);
    if (mark) makeReachable(mark);
    // A dialog gives the focus back to where it was opened, which may have been put in anew meanwhile.
    if (mark || !target.closest?.("dialog")) focused = mark ? hrefOf(mark) : "";
  });

  // Opening: what a mark or a row leads to is put into the panel; the way back is Escape.
  const PANEL = "#panel";
  let opener = null;

  const open = (link) => {
    if (!link.closest(PANEL)) opener = link;
    window.htmx.ajax("GET", hrefOf(link), { source: PANEL, target: PANEL, swap: "innerHTML" }).catch(() => {});
  };

  const markCurrent = (href) => {
    for (const link of all("a[aria-current]")) if (link.matches(OPENS)) link.removeAttribute("aria-current");
    for (const link of href ? linksTo(href) : []) link.setAttribute("aria-current", "true");
  };

  const backFromPanel = (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !event.target.closest?.(PANEL)) return;
    const isThere = opener?.isConnected && !opener.closest(".is-hidden");
    ((isThere && opener) || markOf(opener ? hrefOf(opener) : "") || document.querySelector(`${MARKS}[aria-current]`) || reachable)?.focus();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(OPENS);
    if (!link || !window.htmx || !byId("panel")) return;
    if (event.button || event.defaultPrevented || !isPlain(event)) return;
    event.preventDefault();
    if (link.matches(MARKS)) makeReachable(link);
    open(link);
    markCurrent(hrefOf(link));
  });

  document.addEventListener("keydown", (event) => {
    walk(event);
    backFromPanel(event);
  });

  // Rings: those which the server has drawn are hidden and shown again here; for any other it is asked.
  const ringsOf = (form) => [...form.querySelectorAll("input[name=rings]")];

  const isAllHere = (form) => ringsOf(form).every((ring) => ring.defaultChecked || !ring.checked);

  // What says nothing is left out, so that an address is short, and finds a ring that is made later.
  const isSaid = (form) => {
    const isEveryRing = ringsOf(form).every((ring) => ring.checked);
    return (name, value) => value !== "" && !(isEveryRing && ["rings", "chosen"].includes(name));
  };

  const pairsOf = (form) => {
    const isKept = isSaid(form);
    return [...new FormData(form)].filter(([name, value]) => FILTERS.includes(name) && isKept(name, value));
  };

  const withFilter = (address, pairs) => {
    const url = new URL(address, location.href);
    for (const name of FILTERS) url.searchParams.delete(name);
    for (const [name, value] of pairs) url.searchParams.append(name, value);
    return url.origin === location.origin ? url.pathname + url.search + url.hash : url.href;
  };

  // Ghosts and names of rings are no links, and so carry their ring as a class only.
  const partsOf = (ring) =>
    all(`[data-ring="${CSS.escape(ring)}"], .w-wheel :is(.w-ghost, .w-tab).r-${CSS.escape(ring)}`);

  const showRing = ({ value, checked }) => {
    for (const part of partsOf(value)) part.classList.toggle("is-hidden", !checked);
    const hidden = new Set(all(".w-rings a.is-hidden").map(hrefOf));
    for (const entry of all(".legend li"))
      entry.classList.toggle("is-hidden", hidden.has(entry.querySelector("a")?.getAttribute("href")));
    for (const month of all("#beside .months > section"))
      month.classList.toggle("is-hidden", !month.querySelector("[data-ring]:not(.is-hidden)"));
    if (!reachable || reachable.matches(".is-hidden")) makeReachable(ahead());
  };

  const keepFilter = (pairs) => {
    const here = withFilter(location.href, pairs);
    history.replaceState(history.state, "", here);
    for (const link of all("a[data-keeps-filter]")) link.setAttribute("href", withFilter(link.href, pairs));
    for (const field of all("input[name=query]")) field.value = new URLSearchParams(pairs).toString();
    window.htmx?.trigger(document.body, "htmx:replacedInHistory", { path: here });
  };

  document.addEventListener("change", (event) => {
    const ring = event.target;
    if (!ring.matches?.("input[name=rings]") || !ring.form) return;
    event.stopPropagation();
    if (!isAllHere(ring.form)) return ring.form.requestSubmit();
    showRing(ring);
    keepFilter(pairsOf(ring.form));
  }, true);

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    // htmx has read such a link's address when it was put in; what counts is where the link leads now.
    if (detail.elt.matches("a[data-keeps-filter]")) detail.path = hrefOf(detail.elt);
    if (!detail.elt.matches("form#filter")) return;
    const isKept = isSaid(detail.elt);
    for (const [name, value] of [...detail.formData]) if (!isKept(name, value)) detail.formData.delete(name);
  });

  // Something was changed: the wheel is put in anew, and the reader stays where they were.
  const scrolled = () => [document.scrollingElement, ...all("#beside, #beside .months")];
  let isSameWheel = false;
  let kept = null;

  document.addEventListener("wheel-changed", () => {
    isSameWheel = true;
    const address = location.pathname + location.search;
    window.htmx.ajax("GET", address, { source: "#year", target: "#year", swap: "outerHTML" }).catch(() => {});
  });

  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.id === "year" && isSameWheel) kept = scrolled().map((box) => box.scrollTop);
  });

  const stay = () => {
    markCurrent(byId("panel")?.dataset.shows ?? "");
    if (document.activeElement === document.body && focused) markOf(focused)?.focus({ preventScroll: true });
    if (kept) scrolled().forEach((box, at) => box.scrollTo({ top: kept[at] ?? 0, behavior: "instant" }));
    isSameWheel = false;
    kept = null;
  };

  let wheel = null;

  const begin = () => {
    const isBegun = wheel && wheel === document.querySelector(".w-wheel");
    wheel = document.querySelector(".w-wheel");
    if (isBegun || !wheel) return;
    const isAsBefore = focused && markOf(focused);
    for (const mark of document.querySelectorAll(".w-rings a[data-start]")) mark.setAttribute("tabindex", "-1");
    makeReachable(isAsBefore || ahead());
  };

  document.addEventListener("htmx:afterSettle", ({ target, detail }) => {
    if (target.id === "year") stay();
    if (target.id !== "panel") return;
    // After a change the panel says itself whose it is.
    target.dataset.shows = target.querySelector("[data-shows]")?.dataset.shows ?? detail.pathInfo.requestPath;
    markCurrent(target.dataset.shows);
  });

  // A new wheel is swapped in by itself; going back swaps in all that is in the body.
  document.addEventListener("htmx:load", begin);
  begin();
}
