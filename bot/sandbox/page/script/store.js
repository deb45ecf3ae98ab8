// The state that this person's page holds: servers, channels, people, commands and messages, updated by the live connection.

import { bySnowflake } from "./dom.js";

/**
 * @typedef {{key: string, id: string, name: string}} Person
 * @typedef {{id: string, name: string, topic: string, guild_id: string, can_send: boolean}} Channel
 */

/** The one view of the world; read it, change it only through the functions below. */
export const world = {
  /** @type {Person|null} */ me: null,
  /** @type {Person[]} */ people: [],
  /** @type {Object[]} */ guilds: [],
  /** @type {Map<string, Channel>} */ channels: new Map(),
  /** @type {Map<string, Object>} users by id: {id, name, bot, online} */ users: new Map(),
  /** @type {Map<string, Object>} */ roles: new Map(),
  /** @type {Object<string, Object[]>} server id -> application commands this person may use there */ commands: {},
  /** @type {Map<string, Map<string, Object>>} channel id -> message id -> message, both as Discord writes them */ messages: new Map(),
  /** @type {number|null} Unix ms at which the next open post closes; null = none is open */ closingMs: null,
  /** @type {number|null|undefined} Unix ms of the next question; null = none is scheduled, undefined = the bot does not say */ questionMs: undefined,
};

/** Forget everything and learn it anew. */
export function learn(snapshot) {
  world.me = snapshot.person;
  world.people = snapshot.people;
  world.guilds = snapshot.guilds;
  world.commands = snapshot.commands;
  learnTargets(snapshot.clock);
  world.channels = new Map(snapshot.guilds.flatMap((guild) => guild.channels.map((channel) => [channel.id, { ...channel, guild_id: guild.id }])));
  world.users = new Map(snapshot.guilds.flatMap((guild) => guild.members.map((member) => [member.id, member])));
  world.roles = new Map(snapshot.guilds.flatMap((guild) => guild.roles.map((role) => [role.id, role])));
  world.messages = new Map();
  for (const [channel, messages] of Object.entries(snapshot.messages)) {
    world.messages.set(channel, new Map(messages.map((message) => [message.id, message])));
  }
}

/** Learn where the clock can be moved to. */
export function learnTargets(clock) {
  world.closingMs = clock.closing_ms;
  world.questionMs = clock.question_ms;
}

/** Put a new or changed message in its place. @returns {boolean} whether it is new */
export function keep(message) {
  const room = world.messages.get(message.channel_id) ?? new Map();
  world.messages.set(message.channel_id, room);
  const isNew = !room.has(message.id);
  room.set(message.id, message);
  return isNew;
}

/** Forget one message. */
export function drop(channelId, messageId) {
  world.messages.get(channelId)?.delete(messageId);
}

/** Messages of a channel, oldest first. */
export function messagesIn(channelId) {
  return [...(world.messages.get(channelId)?.values() ?? [])].sort((a, b) => bySnowflake(a.id, b.id));
}

/** The id of the newest message of a channel; "0" for none. */
export function newestIn(channelId) {
  let newest = "0";
  for (const id of world.messages.get(channelId)?.keys() ?? []) if (bySnowflake(id, newest) > 0) newest = id;
  return newest;
}

export function userName(id) {
  return world.users.get(id)?.name ?? "unknown";
}

export function roleName(id) {
  return world.roles.get(id)?.name.replace(/^@/, "") ?? "unknown";
}

export function channelName(id) {
  return world.channels.get(id)?.name ?? "unknown";
}

/** What stands for a channel in the page's address: its name, or its id where another server has one of that name. */
export function addressOf(channel) {
  const namesakes = [...world.channels.values()].filter((each) => each.name === channel.name);
  return namesakes.length > 1 ? channel.id : channel.name;
}

/** Whether a message speaks to this person. */
export function mentionsMe(message) {
  return Boolean(message.mention_everyone) || (message.mentions ?? []).some((user) => user.id === world.me?.id);
}

/** Name and face of a message's author. */
export function authorOf(message) {
  const known = world.users.get(message.author.id);
  return { id: message.author.id, name: known?.name ?? message.author.global_name ?? message.author.username, bot: Boolean(message.author.bot) };
}

export const FLAG = { ephemeral: 1 << 6, loading: 1 << 7, suppressEmbeds: 1 << 2, silent: 1 << 12, v2: 1 << 15 };

/** Whether a message carries a flag. @param {keyof typeof FLAG} name */
export function has(message, name) {
  return ((message.flags ?? 0) & FLAG[name]) !== 0;
}
