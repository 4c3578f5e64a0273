// The planning page: the grid by keyboard with one stop for Tab, dates opened beside it, and groups that fold.
"use strict";

{
  const FOLDED = "plan-folded";
  const OPENED = "plan-opened";
  const CLOSED = "plan-closed";
  const remembered = (key) => new Set(JSON.parse(sessionStorage.getItem(key) ?? "[]"));
  const remember = (key, name, isSo) => {
    const names = remembered(key);
    names[isSo ? "add" : "delete"](name);
    sessionStorage.setItem(key, JSON.stringify([...names]));
  };

  const table = () => document.getElementById("plan-table");
  const editor = () => document.getElementById("editor");
  const isWide = () => matchMedia("(min-width: 40.01rem)").matches;
  const withoutHash = (address) => address.replace(/#.*/, "");

  // One element of the grid can be reached by Tab; the arrows move it. An empty cell is a stop of its own.
  let stop = null;
  let column = 0;

  const rowsOf = () => [...table().rows].filter((row) => row.parentElement.tagName !== "THEAD" && row.offsetParent !== null);
  const stopsIn = (cell) => {
    const links = [...cell.querySelectorAll("a, button")];
    return links.length || cell.tagName === "TH" ? links : cell.querySelector(".d") ? [] : [cell];
  };
  const stopsOf = (row) => [...row.cells].flatMap(stopsIn);

  const setStop = (next) => {
    if (stop && stop !== next) stop.tabIndex = -1;
    stop = next;
    if (stop) stop.tabIndex = 0;
  };

  const go = (next) => {
    if (!next) return;
    setStop(next);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  const inRow = (row, wanted) => {
    for (let at = Math.min(wanted, row.cells.length - 1); at >= 0; at--) {
      const [first] = stopsIn(row.cells[at]);
      if (first) return first;
    }
    return stopsOf(row)[0];
  };

  const upOrDown = (row, by) => {
    const rows = rowsOf();
    const at = Math.max(0, Math.min(rows.length - 1, rows.indexOf(row) + by));
    if (rows[at] !== row) go(inRow(rows[at], column));
  };

  const walk = (event) => {
    const row = stop.closest("tr");
    const stops = stopsOf(row);
    const at = stops.indexOf(stop);
    const ends = (last) => (event.ctrlKey ? stopsOf(rowsOf().at(last ? -1 : 0)) : stops).at(last ? -1 : 0);
    const keys = {
      ArrowRight: () => go(stops[at + 1]),
      ArrowLeft: () => go(stops[at - 1]),
      Home: () => go(ends(false)),
      End: () => go(ends(true)),
      ArrowDown: () => upOrDown(row, 1),
      ArrowUp: () => upOrDown(row, -1),
      PageDown: () => upOrDown(row, 10),
      PageUp: () => upOrDown(row, -10),
      Enter: stop.tagName === "TD" ? () => add(stop) : null,
    };
    if (event.altKey || event.metaKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  };

  // The grid is one for a screen reader, too, now that the keys work in it; without this script it is a plain table.
  const takeOver = (root) => {
    const grid = table();
    if (!grid || !isWide()) return;
    grid.setAttribute("role", "grid");
    for (const link of root.querySelectorAll("#plan-table a, #plan-table button")) link.tabIndex = -1;
    const first = () => inRow(rowsOf().find((row) => !row.matches(".g")) ?? grid.rows[1], 1);
    setStop(stop?.isConnected ? stop : (grid.querySelector("[aria-current]") ?? first()));
  };

  // Opening: a date, or the form to add one, is put beside the grid.
  let opener = null;

  const open = (address) => {
    window.htmx.ajax("GET", address, { target: "#editor", swap: "innerHTML" });
  };

  const add = (cell) => {
    const series = cell.parentElement.id.slice(2);
    opener = cell;
    open(`${withoutHash(table().dataset.add)}${series}&month=${cell.cellIndex}`);
  };

  const markOpen = () => {
    const at = editor()?.querySelector("[data-at]")?.dataset.at;
    for (const link of document.querySelectorAll(".d[aria-current]")) link.removeAttribute("aria-current");
    const chip = at && chipOf(at);
    if (chip) chip.setAttribute("aria-current", "true");
    return chip;
  };

  const chipOf = (id) => table()?.querySelector(`a.d[href*="at=${CSS.escape(id)}#"]`);

  const backToGrid = () => {
    const at = editor().querySelector("[data-at]")?.dataset.at;
    const back = (opener?.isConnected && opener) || (at && chipOf(at)) || stop;
    if (table()?.contains(back) && isWide()) go(back);
    else back?.focus();
  };

  const close = () => {
    backToGrid();
    editor().replaceChildren();
    markOpen();
    opener = null;
    const address = new URL(location.href);
    for (const name of ["at", "add", "month"]) address.searchParams.delete(name);
    address.hash = "";
    history.replaceState(history.state, "", address);
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("#plan a.d, #plan a.at, #plan a.close-editor");
    const cell = event.target.closest("#plan-table td");
    const fold = event.target.closest("#plan-table .fold");
    if (link) {
      event.preventDefault();
      if (link.matches(".close-editor")) return close();
      if (!editor().contains(link)) opener = link;
      if (table()?.contains(link)) setStop(link);
      open(withoutHash(link.getAttribute("href")));
    } else if (fold) setFolded(fold.closest("tbody"), fold.getAttribute("aria-expanded") === "true", true);
    else if (event.target.closest("#fold-all")) foldAll();
    else if (cell && !cell.querySelector(".d")) {
      setStop(cell);
      add(cell);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (stop && event.target === stop && table()?.contains(stop) && isWide()) walk(event);
    if (event.key === "Escape" && editor()?.contains(event.target)) backToGrid();
  });

  document.addEventListener("focusin", ({ target }) => {
    if (!table()?.contains(target) || !isWide()) return;
    setStop(target);
    // A group's head spans all columns: who passes it stays in the column that they came from.
    if (!target.closest(".g")) column = target.closest("td, th").cellIndex;
  });

  // Folding: a group's rows are hidden, and stay so while the browser is open.
  const setFolded = (group, isFolded, isKept) => {
    group.classList.toggle("folded", isFolded);
    group.querySelector(".fold").setAttribute("aria-expanded", String(!isFolded));
    if (isKept) remember(FOLDED, group.id, isFolded);
    nameFoldAll();
  };

  const isAllFolded = () => !table()?.querySelector("tbody:not(.folded)");

  const nameFoldAll = () => {
    const button = document.getElementById("fold-all");
    if (button) button.textContent = isAllFolded() ? button.dataset.unfold : button.dataset.fold;
  };

  const foldAll = () => {
    const isFolded = !isAllFolded();
    for (const group of table()?.tBodies ?? []) setFolded(group, isFolded, true);
  };

  const foldAgain = () => {
    const folded = remembered(FOLDED);
    for (const group of table()?.tBodies ?? [])
      if (folded.has(group.id) && !group.querySelector("[aria-current]")) setFolded(group, true, false);
    nameFoldAll();
  };

  // The parts beside the grid stay open or closed as they were left.
  document.addEventListener("click", ({ target }) => {
    const part = target.closest(".plan-part > summary")?.parentElement;
    if (!part) return;
    remember(OPENED, part.id, !part.open);
    remember(CLOSED, part.id, part.open);
  });

  const closeAgain = () => {
    const opened = remembered(OPENED);
    const closed = remembered(CLOSED);
    for (const part of document.querySelectorAll(".plan-part"))
      if (opened.has(part.id) || closed.has(part.id)) part.open = opened.has(part.id);
  };

  document.addEventListener("click", (event) => {
    const part = document.getElementById(event.target.closest(".plan-jumps a")?.hash.slice(1));
    if (part) part.open = true;
  });

  // Who points at a date reads there what others hear.
  document.addEventListener("mouseover", ({ target }) => {
    const chip = target.closest?.("#plan-table .d");
    if (chip && !chip.title) chip.title = chip.getAttribute("aria-label") ?? chip.querySelector(".unseen").textContent;
  });

  // After a piece of the page is put in.
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    // What was said of the change before would be taken for an answer to this one.
    if (detail.requestConfig.verb === "post") document.getElementById("status").textContent = "";
  });

  let box = null;
  document.addEventListener("htmx:beforeSwap", () => {
    const grid = document.querySelector(".plan-box");
    box = grid && [grid.scrollTop, grid.scrollLeft];
  });

  document.addEventListener("htmx:afterSettle", ({ target: put }) => {
    if (put.id === "editor") {
      const chip = markOpen();
      if (chip) setStop(chip);
      chip?.scrollIntoView({ block: "nearest", inline: "nearest" });
      (put.querySelector("[aria-invalid]") ?? put.querySelector("#editor-title"))?.focus({ preventScroll: isWide() });
      document.querySelector(".plan-side").scrollTop = 0;
    }
    if (put.id === "plan") {
      const grid = document.querySelector(".plan-box");
      if (grid && box) [grid.scrollTop, grid.scrollLeft] = box;
      if (document.activeElement === document.body)
        (put.querySelector(".plan-head [role=alert]") ?? put.querySelector("#plan-title"))?.focus();
    }
    closeAgain();
  });

  const begin = (root) => {
    if (!document.getElementById("plan")) return;
    foldAgain();
    takeOver(root);
  };

  document.addEventListener("htmx:load", ({ target }) => begin(target));
  begin(document);
  closeAgain();
  if (isWide()) table()?.querySelector(".d[aria-current]")?.scrollIntoView({ block: "center", inline: "center" });
  // On a phone what was asked for stands below the whole year.
  else editor()?.querySelector("#editor-title")?.focus();
}
