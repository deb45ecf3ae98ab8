// A short message about something that did not work, shown for a while.

import { byId, el } from "./dom.js";

const SHOWN_MS = 6000;

/** Show a sentence above the message box. */
export function toast(words) {
  const place = byId("toasts");
  const note = el("p", { class: "toast", text: words });
  place.append(note);
  setTimeout(() => note.remove(), SHOWN_MS);
}
