// The left side: servers, channels with their unread marks, and the people one can act as.

import { avatar } from "./avatar.js";
import { byId, el, fill } from "./dom.js";
import { icon } from "./icon.js";
import { unread } from "./unread.js";
import { addressOf, world } from "./store.js";

/** Draw the left side anew. @param {string} currentId the open channel @param {(person: Object) => void} become */
export function drawSidebar(currentId, become) {
  const current = world.channels.get(currentId);
  const guild = world.guilds.find((each) => each.id === current?.guild_id) ?? world.guilds[0];
  if (!guild) return;
  const focused = document.activeElement?.dataset?.focus;
  byId("server-name").textContent = guild.name;
  fill(byId("rail"), el("ul", {}, world.guilds.map((each) => server(each, each.id === guild.id))));
  fill(byId("channels"), el("ul", {}, guild.channels.map((channel) => channelRow(channel, channel.id === currentId))));
  fill(byId("people"), world.people.map((person, n) => personRow(person, n, become)));
  fill(byId("bar-me"), avatar(world.me, "avatar-small"), el("span", { class: "visually-hidden", text: `You are ${world.me.name}. Change` }));
  if (focused) [...document.querySelectorAll(".side [data-focus]")].find((each) => each.dataset.focus === focused)?.focus({ preventScroll: true });
}

function server(guild, current) {
  const first = guild.channels[0];
  const count = guild.channels.reduce((sum, channel) => sum + unread(channel.id).mentions, 0);
  const sign = [...guild.name.matchAll(/(?<=^|\s)\S/g)].map((match) => match[0].toUpperCase()).slice(0, 2).join("");
  return el("li", {}, el("a", { class: "server", href: first ? `#${addressOf(first)}` : "#", "aria-current": current ? "true" : null, title: guild.name, "aria-label": count ? `${guild.name}, ${count} for you` : guild.name, data: { focus: `server-${guild.id}` } },
    guild.name.startsWith("Deckhand") ? el("img", { src: "/page/favicon.svg", alt: "" }) : el("span", { "aria-hidden": "true", text: sign }),
    count && !current ? el("span", { class: "badge", "aria-hidden": "true", text: String(count) }) : null));
}

function channelRow(channel, current) {
  const { count, mentions } = current ? { count: 0, mentions: 0 } : unread(channel.id);
  const news = mentions ? `, ${mentions} for you` : count ? ", unread" : "";
  return el("li", {}, el("a", {
    class: count ? "channel channel-unread" : "channel", href: `#${addressOf(channel)}`, "aria-current": current ? "page" : null, title: channel.name, "aria-label": `${channel.name}${news}`, data: { focus: `channel-${channel.id}` },
  }, icon("hash"), el("span", { class: "channel-name", text: channel.name }), mentions ? el("span", { class: "badge", "aria-hidden": "true", text: String(mentions) }) : null));
}

function personRow(person, n, become) {
  const current = person.key === world.me.key;
  const link = el("a", {
    class: "person", href: `/?as=${encodeURIComponent(person.key)}${location.hash}`, "aria-current": current ? "true" : null, title: `${person.about ?? ""} (Alt+${n + 1})`.trim(), data: { focus: `person-${person.key}` },
  }, avatar(person, "avatar-small"), el("span", { class: "person-words" }, el("span", { class: "person-name", text: person.name }), person.about ? el("span", { class: "person-about", text: person.about }) : null),
  current ? el("span", { class: "person-mark" }, icon("tick")) : null);
  link.addEventListener("click", (event) => {
    // Ctrl, Shift or the middle button open the other person in a tab of their own.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    become(person);
  });
  return el("li", {}, link);
}

/** Draw who is here. */
export function drawMembers(currentId) {
  const guild = world.guilds.find((each) => each.id === world.channels.get(currentId)?.guild_id);
  if (!guild) return;
  const bots = guild.members.filter((member) => member.bot);
  const people = guild.members.filter((member) => !member.bot);
  const group = (title, members) => [el("h2", { text: `${title} — ${members.length}` }), el("ul", {}, members.map((member) => el("li", { class: member.online === false ? "member member-away" : "member" },
    avatar(member, "avatar-small"), el("span", { class: "member-words" }, el("span", { class: "member-name", text: member.name }),
      el("span", { class: "member-about", text: member.bot ? (member.online === false ? "offline" : "online") : member.about ?? "" })), member.bot ? el("span", { class: "tag", text: "APP" }) : null)))];
  fill(byId("members"), group(bots.length === 1 ? "App" : "Apps", bots), group("People", people));
}
