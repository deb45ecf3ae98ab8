// One message: head, text, embeds, pictures, components, reactions, and who can see it.

import { attachments } from "./attachment.js";
import { avatar } from "./avatar.js";
import { drawComponents } from "./component.js";
import { el } from "./dom.js";
import { drawEmbed } from "./embed.js";
import { icon } from "./icon.js";
import { timeElement } from "./time.js";
import { prose, words } from "./rendering.js";
import { addressOf, authorOf, has, mentionsMe, world } from "./store.js";

const CLOSE_TOGETHER_MS = 7 * 60 * 1000;
const REPLY = 19;

/** Unix seconds of a message. */
export function sentAt(message) {
  return Math.floor(Date.parse(message.timestamp) / 1000);
}

/** Whether a message continues the one before it, so that its head can be left out. */
export function continues(message, before) {
  return Boolean(before) && before.author.id === message.author.id && !hasReference(message) && has(before, "ephemeral") === has(message, "ephemeral")
    && Date.parse(message.timestamp) - Date.parse(before.timestamp) < CLOSE_TOGETHER_MS;
}

const hasReference = (message) => message.type === REPLY || Boolean(message.interaction_metadata);

/**
 * Draw a message.
 * @param {Object} message as Discord writes it
 * @param {{short: boolean, acts: Object}} how `short` leaves the head out; `acts` are the callbacks of components and tools
 * @returns {HTMLElement} a list item
 */
export function drawMessage(message, { short, acts }) {
  const author = authorOf(message);
  const headId = `head-${message.id}`;
  const classes = ["message", short && "message-short", has(message, "ephemeral") && "message-mine-only", mentionsMe(message) && "message-to-me"].filter(Boolean).join(" ");
  const head = el("div", { class: "head", id: headId },
    el("span", { class: author.bot ? "author author-app" : "author", text: author.name }),
    author.bot ? el("span", { class: "tag", text: "APP" }) : null,
    timeElement(sentAt(message), "head", { class: "sent" }),
    message.edited_timestamp && !message.content ? editedMark(message) : null);
  return el("li", { class: classes, id: `message-${message.id}`, data: { id: message.id }, tabindex: "-1" },
    el("article", { class: "message-grid", "aria-labelledby": headId },
      reference(message),
      short ? timeElement(sentAt(message), "t", { class: "sent-short" }) : avatar(author),
      el("div", { class: "message-main" },
        short ? el("div", { class: "visually-hidden", id: headId, text: author.name }) : head,
        body(message),
        attachments(message),
        has(message, "suppressEmbeds") ? null : (message.embeds ?? []).map(drawEmbed),
        drawComponents(message, acts),
        reactions(message, acts),
        foot(message, acts)),
      tools(message, acts)));
}

function body(message) {
  if (has(message, "loading")) {
    return el("p", { class: "thinking" }, el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), `${authorOf(message).name} is thinking…`);
  }
  if (!message.content) return null;
  const text = el("div", { class: isJumbo(message.content) ? "text text-jumbo" : "text" }, prose(message.content));
  if (message.edited_timestamp) (text.lastElementChild?.tagName === "P" ? text.lastElementChild : text).append(" ", editedMark(message));
  return text;
}

function editedMark(message) {
  return el("span", { class: "edited", title: new Date(message.edited_timestamp).toLocaleString("en-GB"), text: "(edited)" });
}

function isJumbo(content) {
  return /^(?:\p{Extended_Pictographic}[\p{Emoji_Modifier}\u200d\ufe0f]*\s*){1,20}$/u.test(content);
}

function reference(message) {
  if (message.type === REPLY) return quoted(message);
  const used = message.interaction_metadata;
  if (!used || used.type !== 2 || !used.user) return null;
  const user = { id: used.user.id, name: world.users.get(used.user.id)?.name ?? used.user.global_name ?? used.user.username };
  const name = message.interaction?.name;
  return el("div", { class: "reference" }, avatar(user, "avatar-tiny"), el("span", { class: "reference-name", text: user.name }), " used ", el("span", { class: "mention", text: name ? `/${name}` : "a command" }));
}

function quoted(message) {
  const original = message.message_reference && (world.messages.get(message.message_reference.channel_id ?? message.channel_id)?.get(message.message_reference.message_id) ?? message.referenced_message);
  if (!original) return el("div", { class: "reference" }, el("em", { text: "The original message is gone" }));
  const author = authorOf(original);
  const channel = world.channels.get(original.channel_id);
  return el("a", { class: "reference", href: channel ? `#${addressOf(channel)}/${original.id}` : "#" },
    el("span", { class: "visually-hidden", text: "In reply to " }),
    avatar(author, "avatar-tiny"), el("span", { class: "reference-name", text: author.name }), " ", el("span", { class: "reference-text", text: gist(original) }));
}

/** What a message says, in one plain line. */
export function gist(message) {
  if (has(message, "loading")) return `${authorOf(message).name} is thinking…`;
  const parts = [message.content, ...(message.embeds ?? []).flatMap((embed) => [embed.title, embed.description, ...(embed.fields ?? []).flatMap((field) => [field.name, field.value])]), ...texts(message.components)];
  const said = parts.filter(Boolean).map(words).join(". ").replace(/([.!?:…])\. /g, "$1 ");
  const pictures = message.attachments?.length ?? 0;
  return said || (pictures ? `${pictures} ${pictures === 1 ? "file" : "files"}` : "a message");
}

function texts(components = []) {
  return components.flatMap((each) => (each.type === 10 ? [each.content] : texts(each.components)));
}

function reactions(message, acts) {
  if (!message.reactions?.length) return null;
  return el("ul", { class: "reactions", "aria-label": "Reactions" }, message.reactions.map((reaction) => {
    const name = reaction.emoji.name;
    return el("li", {}, el("button", {
      type: "button", class: "reaction", "aria-pressed": String(Boolean(reaction.me)), "aria-label": `${name}, ${reaction.count}`, data: { focus: `reaction-${name}` },
      on: { click: () => acts.react(message, name, !reaction.me) },
    }, el("span", { "aria-hidden": "true", text: name }), el("span", { class: "count", text: String(reaction.count) })));
  }));
}

function foot(message, acts) {
  if (!has(message, "ephemeral")) return null;
  return el("p", { class: "mine-only" }, icon("eye"), el("span", { text: has(message, "loading") ? "Only you can see this" : "Only you can see this ·" }),
    has(message, "loading") ? null : el("button", { type: "button", class: "link-button", data: { focus: "dismiss" }, on: { click: () => acts.dismiss(message) }, text: "Dismiss" }));
}

function tools(message, acts) {
  if (has(message, "ephemeral") || has(message, "loading")) return null;
  const name = authorOf(message).name;
  return el("div", { class: "tools" },
    el("button", { type: "button", class: "icon-button", title: "Add 👍", "aria-label": `Add a thumbs up to ${name}'s message`, data: { focus: "thumb" }, on: { click: () => acts.react(message, "👍", true) } }, el("span", { "aria-hidden": "true", text: "👍" })),
    el("button", { type: "button", class: "icon-button", title: "Reply", "aria-label": `Reply to ${name}`, data: { focus: "reply" }, on: { click: () => acts.reply(message) } }, icon("reply")));
}
