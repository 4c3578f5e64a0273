// Taking back what was done last by the key that does so everywhere, on each page that offers it with a button.
"use strict";

// While something is being written, the key undoes that.
document.addEventListener("keydown", (event) => {
  const asked = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "z";
  const button = document.getElementById("undo");
  if (!asked || !button || event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  button.click();
});
