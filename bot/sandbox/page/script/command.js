// Slash commands as one types them: flat names, filtered, with the options each takes.

import { world } from "./store.js";

const CHAT = 1;
const SUBCOMMAND = 1;
const GROUP = 2;

export const TYPE = { string: 3, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10, attachment: 11 };

/** @typedef {{name: string, description: string, options: Object[]}} Command `name` is the whole path, such as "daily add" */

/** All slash commands this person may use here. @returns {Command[]} */
export function commands(guildId) {
  return (world.commands[guildId] ?? []).filter((command) => (command.type ?? CHAT) === CHAT).flatMap((command) => flatten(command, command.name));
}

function flatten(command, name) {
  const inner = (command.options ?? []).filter((option) => option.type === SUBCOMMAND || option.type === GROUP);
  if (inner.length) return inner.flatMap((option) => flatten(option, `${name} ${option.name}`));
  return [{ name, description: command.description ?? "", options: command.options ?? [] }];
}

/** Commands that fit what is typed after the slash, best first. @returns {Command[]} */
export function fitting(typed, guildId) {
  const wanted = typed.trim().toLowerCase().replace(/\s+/g, " ");
  const rank = (command) => {
    if (command.name === wanted) return 0;
    if (command.name.startsWith(wanted)) return 1;
    if (command.name.split(" ").some((word) => word.startsWith(wanted))) return 2;
    if (command.name.includes(wanted)) return 3;
    return wanted.length > 2 && command.description.toLowerCase().includes(wanted) ? 4 : null;
  };
  return commands(guildId).map((command) => ({ command, at: rank(command) })).filter((each) => each.at !== null)
    .sort((a, b) => a.at - b.at || a.command.name.localeCompare(b.command.name)).map((each) => each.command);
}

/** What an option offers without asking the bot; null where anything may be typed. */
export function offers(option) {
  if (option.choices?.length) return option.choices.map((choice) => ({ label: choice.name, value: choice.value }));
  switch (option.type) {
    case TYPE.boolean: return [{ label: "True", value: true }, { label: "False", value: false }];
    case TYPE.user: return people();
    case TYPE.role: return roles();
    case TYPE.mentionable: return [...people(), ...roles()];
    case TYPE.channel: return [...world.channels.values()].filter((channel) => !option.channel_types?.length || option.channel_types.includes(channel.type ?? 0)).map((channel) => ({ label: `#${channel.name}`, value: `#${channel.name}` }));
    default: return null;
  }
}

const people = () => [...world.users.values()].map((user) => ({ label: `@${user.name}`, value: user.id }));
const roles = () => [...world.roles.values()].map((role) => ({ label: `@${role.name.replace(/^@/, "")}`, value: role.id }));

/**
 * Turn what stands in a field into the option's value.
 * @returns {{value: *}|{trouble: string}}
 */
export function valueOf(option, typed, picked) {
  if (picked && picked.label === typed) return { value: picked.value };
  const offered = offers(option);
  if (offered) {
    const bare = typed.replace(/^[#@]/, "").toLowerCase();
    const found = offered.find((each) => each.label.replace(/^[#@]/, "").toLowerCase() === bare);
    return found ? { value: found.value } : { trouble: "Choose one from the list." };
  }
  if (option.type === TYPE.integer || option.type === TYPE.number) return number(option, typed);
  if (option.max_length !== undefined && typed.length > option.max_length) return { trouble: `At most ${option.max_length} characters.` };
  if (option.min_length !== undefined && typed.length < option.min_length) return { trouble: `At least ${option.min_length} characters.` };
  return { value: typed };
}

function number(option, typed) {
  const value = Number(typed.trim());
  if (typed.trim() === "" || Number.isNaN(value)) return { trouble: "This takes a number." };
  if (option.type === TYPE.integer && !Number.isSafeInteger(value)) return { trouble: "This takes a whole number." };
  if (option.min_value !== undefined && value < option.min_value) return { trouble: `At least ${option.min_value}.` };
  if (option.max_value !== undefined && value > option.max_value) return { trouble: `At most ${option.max_value}.` };
  return { value };
}
