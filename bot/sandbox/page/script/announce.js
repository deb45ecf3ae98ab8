// Announcements for screen readers.

import { byId, el } from "./dom.js";

const LONGEST = 300;
const KEPT = 20;

/** Add a line to the page's live region. */
export function announce(words) {
  const place = byId("announcer");
  place.append(el("p", { text: words.length > LONGEST ? `${words.slice(0, LONGEST)} …` : words }));
  while (place.children.length > KEPT) place.firstElementChild.remove();
}
