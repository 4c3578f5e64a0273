// Copying the table with its rows and bullets, so that a word processor gets a table; as text where it takes only that.
"use strict";

document.getElementById("copy-table")?.addEventListener("click", async ({ currentTarget: button }) => {
  const table = document.getElementById("minutes-table");
  const kinds = { "text/html": table.innerHTML, "text/plain": document.getElementById("table-text").value };
  const status = document.getElementById("status");
  try {
    const packed = Object.entries(kinds).map(([kind, words]) => [kind, new Blob([words], { type: kind })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(packed))]);
    status.textContent = button.dataset.copied;
  } catch {
    // Without HTTPS, or without leave, a browser lets a page only select.
    getSelection().selectAllChildren(table);
    status.textContent = button.dataset.selected;
  }
});
