// Draws a markdown tree: names for mentions, times that count, spoilers that wait for a press.

import { el } from "./dom.js";
import { timeElement } from "./time.js";
import { parse, inline, plainText } from "./markdown.js";
import { addressOf, channelName, roleName, userName, world } from "./store.js";

/** Draw a whole text with blocks. @returns {DocumentFragment} */
export function prose(source) {
  const drawn = document.createDocumentFragment();
  for (const block of parse(source)) drawn.append(drawBlock(block));
  return drawn;
}

/** Draw one line of text, without blocks (titles, names of fields). @returns {DocumentFragment} */
export function proseLine(source) {
  return draw(inline(source));
}

/** What a text says, in plain words. */
export function words(source) {
  return plainText(source, {
    user: (node) => `@${userName(node.id)}`,
    role: (node) => `@${roleName(node.id)}`,
    channel: (node) => `#${channelName(node.id)}`,
    time: (node) => timeElement(node.unixS, node.style).textContent,
  });
}

function drawBlock(node) {
  switch (node.kind) {
    case "fence": return el("pre", { class: "fence", tabindex: "0" }, el("code", { text: node.text }));
    case "quote": return el("blockquote", {}, node.children.map(drawBlock));
    case "heading": return el("p", { class: `heading heading-${node.level}` }, draw(node.children));
    case "small": return el("p", { class: "small" }, draw(node.children));
    case "list": return drawList(node);
    default: return el("p", {}, draw(node.children));
  }
}

function drawList(node) {
  const items = node.items.map((item) => el("li", {}, draw(item.children), item.inner ? drawList(item.inner) : null));
  return node.start === null ? el("ul", {}, items) : el("ol", { start: node.start }, items);
}

function draw(nodes) {
  const drawn = document.createDocumentFragment();
  for (const node of nodes) drawn.append(drawInline(node));
  return drawn;
}

const WRAPPERS = { strong: "strong", em: "em", underline: "u", strike: "s" };

function drawInline(node) {
  if (node.kind in WRAPPERS) return el(WRAPPERS[node.kind], {}, draw(node.children));
  switch (node.kind) {
    case "code": return el("code", { text: node.text });
    case "spoiler": return spoiler(node);
    case "link": return link(node.url, draw(node.children));
    case "user": return mention(`@${userName(node.id)}`, node.id === world.me?.id);
    case "role": return mention(`@${roleName(node.id)}`, false);
    case "channel": return channelLink(node.id);
    case "command": return mention(node.text, false);
    case "time": return timeElement(node.unixS, node.style, { class: "moment" });
    default: return drawText(node.text);
  }
}

function drawText(words) {
  const [first, ...rest] = words.split("\n");
  const drawn = document.createDocumentFragment();
  drawn.append(first);
  for (const line of rest) drawn.append(document.createElement("br"), line);
  return drawn;
}

function spoiler(node) {
  const cover = el("button", { type: "button", class: "spoiler", "aria-label": "Spoiler, press to show" }, "\u2003\u2003\u2003\u2003");
  cover.addEventListener("click", () => {
    const shown = el("span", { class: "spoiler-shown", tabindex: "-1" }, draw(node.children));
    cover.replaceWith(shown);
    shown.focus();
  });
  return cover;
}

function mention(name, mine) {
  return el("span", { class: mine ? "mention mention-me" : "mention", text: name });
}

function channelLink(id) {
  const channel = world.channels.get(id);
  return channel ? el("a", { class: "mention", href: `#${addressOf(channel)}`, text: `#${channel.name}` }) : mention("#unknown", false);
}

const JUMP = /^https?:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/(?:\d+|@me)\/(\d+)(?:\/(\d+))?\/?$/;

/** A link; one to a message or channel of this server leads there, not out to the web. */
export function link(url, children) {
  const jump = JUMP.exec(url);
  const channel = jump && world.channels.get(jump[1]);
  if (channel) {
    const bare = children.textContent === url;
    return el("a", { class: "mention", href: `#${addressOf(channel)}${jump[2] ? `/${jump[2]}` : ""}` }, bare ? `#${channel.name}${jump[2] ? " › message" : ""}` : children);
  }
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, children);
}
