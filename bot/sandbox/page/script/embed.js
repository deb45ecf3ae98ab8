// Embeds: the framed cards in messages.

import { el } from "./dom.js";
import { picture } from "./attachment.js";
import { wording } from "./time.js";
import { link, prose, proseLine } from "./rendering.js";

/** Draw one embed. */
export function drawEmbed(embed) {
  const frame = el("section", { class: embed.thumbnail ? "embed embed-with-thumbnail" : "embed" });
  if (typeof embed.color === "number" && embed.color > 0) frame.style.setProperty("--embed", `#${embed.color.toString(16).padStart(6, "0")}`);
  const children = [
    embed.author?.name && el("p", { class: "embed-author" }, linked(embed.author.url, embed.author.name)),
    embed.title && el("h2", { class: "embed-title" }, embed.url ? link(embed.url, proseLine(embed.title)) : proseLine(embed.title)),
    embed.description && el("div", { class: "embed-text text" }, prose(embed.description)),
    embed.fields?.length && fields(embed.fields),
    embed.image && el("div", { class: "embed-image" }, picture({ url: embed.image.proxy_url ?? embed.image.url, alt: embed.image.description, width: embed.image.width, height: embed.image.height })),
    foot(embed),
  ];
  frame.append(...children.filter(Boolean));
  if (embed.thumbnail) frame.append(el("div", { class: "embed-thumbnail" }, picture({ url: embed.thumbnail.proxy_url ?? embed.thumbnail.url, alt: embed.thumbnail.description })));
  return frame;
}

function linked(url, words) {
  return url ? link(url, document.createTextNode(words)) : words;
}

function fields(list) {
  return el("div", { class: "embed-fields" }, list.map((field) => el("div", { class: field.inline ? "embed-field embed-field-inline" : "embed-field" },
    el("h3", { class: "embed-field-name" }, proseLine(field.name)),
    el("div", { class: "embed-field-value text" }, prose(field.value)))));
}

function foot(embed) {
  const moment = embed.timestamp ? wording(Math.floor(Date.parse(embed.timestamp) / 1000), "f") : "";
  const words = [embed.footer?.text, moment].filter(Boolean).join(" • ");
  return words ? el("p", { class: "embed-foot", text: words }) : null;
}
