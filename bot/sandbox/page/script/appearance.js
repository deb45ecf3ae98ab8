// The button that switches between the light and the dark theme; theme.js applied the stored choice before.

import { byId, fill } from "./dom.js";
import { icon } from "./icon.js";

const DARK = matchMedia("(prefers-color-scheme: dark)");

/** Make the theme button work. */
export function prepareAppearance() {
  const root = document.documentElement;
  const button = byId("theme-button");
  const isDark = () => (root.dataset.theme ?? (DARK.matches ? "dark" : "light")) === "dark";
  const show = () => {
    const words = isDark() ? "Light theme" : "Dark theme";
    fill(button, icon(isDark() ? "sun" : "moon"));
    button.setAttribute("aria-label", words);
    button.title = words;
  };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("deckhand-theme", root.dataset.theme);
    } catch {
      // Then the choice lasts until the page is loaded again.
    }
    show();
  });
  DARK.addEventListener("change", show);
  show();
}
