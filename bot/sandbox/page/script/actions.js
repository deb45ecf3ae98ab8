// The actions of a person, posted to the sandbox; each returns an outcome or throws Refused.

import { device } from "./device.js";
import { world } from "./store.js";

/** The sandbox said no; the message is fit to be read. */
export class Refused extends Error {}

// A form that was put away may be opened again at once: the sandbox has to hear of the one before the other.
let closing = Promise.resolve();

async function post(what, body) {
  await closing;
  let response;
  try {
    response = await fetch(`/control/${what}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ person: world.me.key, device, ...body }) });
  } catch {
    throw new Refused("The sandbox did not answer. Is it still running?");
  }
  let answer;
  try {
    answer = await response.json();
  } catch {
    throw new Refused(`The sandbox answered with an error (${response.status}).`);
  }
  if (!response.ok) throw new Refused(answer.error?.message ?? `The sandbox said no (${response.status}).`);
  return answer;
}

/**
 * @typedef {{outcome: "done"|"modal"|"failed", modal?: Object}} Answer
 * "done": the bot answered or said it will; "modal": it opened a form; "failed": nothing within three seconds.
 */

/** Say something in a channel. */
export const say = (channel, content, replyTo) => post("say", { channel, content, reply_to: replyTo });

/** Press a button, or pick from a select (values). @returns {Promise<Answer>} */
export const press = (message, customId, values) => post("press", { channel: message.channel_id, message: message.id, custom_id: customId, values });

/** Run a slash command. @param {{name: string, value: *}[]} options @returns {Promise<Answer>} */
export const run = (channel, command, options) => post("run", { channel, command, options });

/** Ask what fits what is typed so far. @returns {Promise<{choices: {name: string, value: *}[]}>} */
export const suggest = (channel, command, options, focused) => post("suggest", { channel, command, options, focused });

/** Send a form. @param {Object<string, string|string[]|boolean>} values by custom_id @returns {Promise<Answer>} */
export const submit = (modal, values) => post("submit", { modal, values });

/** Close a form unsent; what is done next waits for it. */
export const close = (modal) => (closing = post("close", { modal }).catch(() => {}));

/** Put an ephemeral message away. */
export const dismiss = (message) => post("dismiss", { channel: message.channel_id, message: message.id });

/** Add or take back a reaction. */
export const react = (message, emoji, on) => post("react", { channel: message.channel_id, message: message.id, emoji, on });

/** Move the clock: {seconds} ahead, or {to: "closing"} or {to: "question"}. */
export const advance = (how) => post("clock", how);
