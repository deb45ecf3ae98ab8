// Applies the stored theme before anything is drawn (so a plain script, not a module).
"use strict";

(() => {
  try {
    const chosen = localStorage.getItem("deckhand-theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage is switched off: the system's theme it is.
  }
})();
