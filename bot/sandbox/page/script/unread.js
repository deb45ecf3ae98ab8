// Unread marks: for each person and channel the newest message read, kept as long as the tab lives.

import { bySnowflake } from "./dom.js";
import { has, mentionsMe, messagesIn, newestIn, world } from "./store.js";

const KEY = "deckhand-read";
const marks = load();

function load() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

const place = (channelId) => `${world.me.key}/${channelId}`;

/** The newest message this person has seen in a channel; "0" for none. */
export function readUpTo(channelId) {
  return marks[place(channelId)] ?? "0";
}

/** Note that everything in a channel has been seen. */
export function markRead(channelId) {
  marks[place(channelId)] = newestIn(channelId);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(marks));
  } catch {
    // Without storage the marks last until the page is loaded again.
  }
}

/** Unread messages of others in a channel, and how many of them speak to this person. */
export function unread(channelId) {
  const seen = readUpTo(channelId);
  const fresh = messagesIn(channelId).filter((message) => bySnowflake(message.id, seen) > 0 && message.author.id !== world.me.id);
  return { count: fresh.length, mentions: fresh.filter((message) => mentionsMe(message) || has(message, "ephemeral")).length };
}
