// Avatars: an initial on a colour for people, the app's icon for bots.

import { el } from "./dom.js";

const COLOURS = 6;

/** A person's or bot's face. @param {{id: string, name: string, bot?: boolean}} user */
export function avatar(user, size = "") {
  const classes = `avatar ${size}`.trim();
  if (user.bot) return el("img", { class: `${classes} avatar-app`, src: "/page/favicon.svg", alt: "" });
  const colour = Number(BigInt(user.id || "0") % 97n) % COLOURS;
  return el("span", { class: classes, data: { colour: String(colour) }, "aria-hidden": "true", text: initial(user.name) });
}

function initial(name) {
  const [first = "?"] = [...name.trim()];
  return first.toLocaleUpperCase();
}
