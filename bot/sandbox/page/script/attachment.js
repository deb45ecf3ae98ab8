// Attachments of a message: pictures are shown, other files are offered.

import { el } from "./dom.js";
import { icon } from "./icon.js";
import { has } from "./store.js";

/** All attachments of a message (components of the new kind show theirs themselves). */
export function attachments(message) {
  if (!message.attachments?.length || has(message, "v2")) return null;
  const inEmbeds = new Set((message.embeds ?? []).flatMap((embed) => [embed.image?.url, embed.thumbnail?.url]));
  const shown = message.attachments.filter((each) => !inEmbeds.has(each.url) && !inEmbeds.has(`attachment://${each.filename}`));
  if (!shown.length) return null;
  return el("div", { class: "attachments" }, shown.map((each) => (isPicture(each)
    ? picture({ url: each.url, alt: each.description || each.filename, width: each.width, height: each.height })
    : fileCard(each.url, each.filename, each.size))));
}

const isPicture = (attachment) => (attachment.content_type ?? "").startsWith("image/") || /\.(?:png|jpe?g|gif|webp|svg)$/i.test(attachment.filename);

/** A picture with its words; it opens at full size in a tab of its own. Only pictures of this sandbox load. */
export function picture({ url, alt, width, height }) {
  const image = el("img", { class: "picture", src: here(url), alt: alt ?? "", width: width ?? null, height: height ?? null, loading: "lazy" });
  image.addEventListener("error", () => image.replaceWith(el("p", { class: "picture-missing", text: alt ? `Picture not shown: ${alt}` : "A picture that cannot be shown here" })));
  return el("a", { class: "picture-link", href: here(url), target: "_blank", rel: "noopener noreferrer", "aria-label": alt ? `Picture: ${alt}` : "Picture" }, image);
}

/** A file to save. @param {number} [size] bytes */
export function fileCard(url, filename, size) {
  return el("a", { class: "file", href: here(url), download: filename }, icon("file"), el("span", { class: "file-name", text: filename }), size === undefined ? null : el("span", { class: "file-size", text: sizeWords(size) }));
}

// Files lie on this sandbox, whichever of its names the page was opened by.
function here(url) {
  try {
    const { pathname, search, hostname } = new URL(url, location.href);
    return ["127.0.0.1", "localhost"].includes(hostname) ? pathname + search : url;
  } catch {
    return "";
  }
}

function sizeWords(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}
