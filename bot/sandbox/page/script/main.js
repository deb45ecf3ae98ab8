// Starts the page and connects its parts.

import * as actions from "./actions.js";
import { announce } from "./announce.js";
import { prepareAppearance } from "./appearance.js";
import { prepareClock } from "./clock.js";
import { Composer } from "./composer.js";
import { byId, el, fill } from "./dom.js";
import { prepareDrawer } from "./drawer.js";
import { icon } from "./icon.js";
import { setNow, startTicking } from "./time.js";
import { listenToKeys } from "./keys.js";
import { Live } from "./live.js";
import { gist } from "./message.js";
import { closeModal, openModal } from "./modal.js";
import { unread } from "./unread.js";
import { Room, focusMark, restoreFocus } from "./channel_log.js";
import { drawMembers, drawSidebar } from "./sidebar.js";
import { toast } from "./toast.js";
import { addressOf, authorOf, drop, has, keep, learn, learnTargets, world } from "./store.js";

const FAILED = "This interaction failed";

prepareAppearance();
const tellClock = prepareClock();
const closeDrawer = prepareDrawer();
const composer = new Composer({ answered });
const room = new Room({ acts: { press, dismiss, react, reply: (message) => composer.reply(message) }, read: drawAround });
const live = new Live(heard, showLink);

startTicking(tellClock);
listenToKeys({ channel: stepChannel, person: (n) => { if (world.people[n]) become(world.people[n]); }, write: () => composer.focus() });
addEventListener("hashchange", follow);
live.connect(new URLSearchParams(location.search).get("as") ?? "");

function heard({ t: type, d: data }) {
  if (type === "snapshot") {
    setNow(data.clock.now_ms);
    learn(data);
    follow({ anew: true });
  } else if (type === "message") {
    const isNew = keep(data);
    if (data.channel_id === room.channelId) room.draw();
    if (isNew) tellNews(data);
    drawAround();
  } else if (type === "message_gone") {
    drop(data.channel_id, data.id);
    if (data.channel_id === room.channelId) room.draw();
    drawAround();
  } else if (type === "clock") {
    setNow(data.now_ms);
    learnTargets(data);
  } else if (type === "commands") {
    world.commands = data.commands;
  } else if (type === "members") {
    for (const member of data.members) Object.assign(world.users.get(member.id) ?? {}, member);
    drawMembers(room.channelId);
  }
  tellClock();
}

function tellNews(message) {
  if (message.author.id === world.me.id) return;
  const channel = world.channels.get(message.channel_id);
  const where = message.channel_id === room.channelId ? "" : ` in #${channel?.name}`;
  announce(`${has(message, "ephemeral") ? "Only for you, " : ""}${authorOf(message).name}${where}: ${gist(message)}`);
}

/** Go where the address says: #channel or #channel/message. */
function follow({ anew = false } = {}) {
  if (!world.me) return;
  const [name, messageId] = decodeURIComponent(location.hash.slice(1)).split("/");
  const channels = [...world.channels.values()];
  const channel = channels.find((each) => addressOf(each) === name) ?? channels[0];
  if (!channel) return;
  if (anew || channel.id !== room.channelId) {
    byId("channel-title").replaceChildren(icon("hash"), el("span", { text: channel.name }));
    byId("channel-topic").textContent = channel.topic ?? "";
    room.enter(channel.id);
    composer.enter(channel, world.me.key);
    closeDrawer();
    if (!anew && matchMedia("(pointer: fine)").matches) composer.focus();
  }
  if (messageId) {
    room.show(messageId);
    history.replaceState(null, "", `#${addressOf(channel)}`);
  }
  drawAround();
  drawMembers(channel.id);
}

function drawAround() {
  drawSidebar(room.channelId, become);
  const count = [...world.channels.keys()].reduce((sum, id) => sum + unread(id).mentions, 0);
  document.title = `${count ? `(${count}) ` : ""}#${world.channels.get(room.channelId)?.name ?? ""} · Deckhand sandbox`;
}

function become(person) {
  if (person.key === world.me.key) { closeDrawer(); return; }
  closeModal();
  announce(`You are ${person.name} now.`);
  history.replaceState(null, "", `/?as=${encodeURIComponent(person.key)}${location.hash}`);
  live.connect(person.key);
}

function stepChannel(by) {
  const channels = [...world.channels.values()];
  const at = channels.findIndex((channel) => channel.id === room.channelId);
  location.hash = addressOf(channels[(at + by + channels.length) % channels.length]);
}

async function press(message, customId, values) {
  try {
    const answer = await actions.press(message, customId, values);
    if (answer.outcome === "failed") return FAILED;
    answered(answer);
    return "";
  } catch (error) {
    if (error instanceof actions.Refused) return error.message;
    throw error;
  }
}

function answered(answer) {
  if (answer.outcome !== "modal") return;
  const mark = focusMark(room.list);
  openModal(answer.modal, {
    person: world.me.key,
    closed: () => {
      if (mark && !mark.element.isConnected) restoreFocus(room.list, mark);
      else if (mark) mark.element.focus({ preventScroll: true });
      else composer.focus();
    },
  });
}

function dismiss(message) {
  attempt(async () => {
    await actions.dismiss(message);
    composer.focus();
  });
}

function react(message, emoji, on) {
  attempt(() => actions.react(message, emoji, on));
}

async function attempt(doing) {
  try {
    await doing();
  } catch (error) {
    if (!(error instanceof actions.Refused)) throw error;
    toast(error.message);
  }
}

function showLink(state) {
  const app = byId("app");
  if (app.dataset.link === state) return;
  app.dataset.link = state;
  const place = byId("link-state");
  if (state !== "reconnecting") { place.replaceChildren(); return; }
  fill(place, el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), el("span", { text: "Reconnecting… the sandbox does not answer." }), el("button", { type: "button", class: "link-button", text: "Try now", on: { click: () => live.retry() } }));
}
