// On a narrow screen the left side is a drawer: opened by a button, closed by Escape, a press beside it or a choice in it.

import { byId } from "./dom.js";
import { icon } from "./icon.js";

const NARROW = matchMedia("(max-width: 760px)");

/** Make the drawer work; the returned function closes it. */
export function prepareDrawer() {
  const app = byId("app");
  const side = byId("side");
  const room = byId("room");
  const button = byId("drawer-button");
  button.append(icon("menu"));

  const set = (open, { focus = true } = {}) => {
    const isOpen = NARROW.matches && open;
    const wasOpen = app.dataset.drawer === "open";
    app.dataset.drawer = isOpen ? "open" : "closed";
    button.setAttribute("aria-expanded", String(isOpen));
    button.setAttribute("aria-label", "Channels and people");
    side.inert = NARROW.matches && !isOpen;
    room.inert = isOpen;
    if (isOpen && focus) side.querySelector("[aria-current='page']")?.focus();
    else if (wasOpen && focus && NARROW.matches) button.focus();
  };
  button.addEventListener("click", () => set(app.dataset.drawer !== "open"));
  byId("bar-me").addEventListener("click", (event) => {
    event.preventDefault();
    set(true, { focus: false });
    if (NARROW.matches) byId("people").querySelector("[aria-current]")?.focus();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && app.dataset.drawer === "open") { event.preventDefault(); set(false); } });
  app.addEventListener("pointerdown", (event) => { if (app.dataset.drawer === "open" && !side.contains(event.target)) set(false); });
  NARROW.addEventListener("change", () => set(false, { focus: false }));
  set(false, { focus: false });
  return () => set(false);
}
