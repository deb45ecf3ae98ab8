// The message box: plain text, replies, and the picker that a slash opens.

import * as actions from "./actions.js";
import { fitting } from "./command.js";
import { byId, el, fill } from "./dom.js";
import { icon } from "./icon.js";
import { Listbox } from "./listbox.js";
import { drawOrder } from "./command_form.js";
import { toast } from "./toast.js";
import { authorOf } from "./store.js";

const LONGEST = 2000;

export class Composer {
  #channel = null;
  #replyTo = null;
  #drafts = new Map();

  /** @param {{answered: (answer: Object) => void}} how `answered` gets what a command led to (a form, a failure) */
  constructor({ answered }) {
    this.answered = answered;
    this.toasts = el("div", { class: "toasts", id: "toasts", role: "alert" });
    this.replyBar = el("div", { class: "reply-bar", hidden: true });
    this.text = el("textarea", { class: "composer-text", id: "composer-text", rows: "1", maxlength: String(LONGEST), "aria-autocomplete": "list", "aria-haspopup": "listbox", autocomplete: "off" });
    this.label = el("label", { class: "visually-hidden", for: "composer-text" });
    this.slash = el("button", { type: "button", class: "icon-button", title: "Commands", "aria-label": "Show all commands", on: { click: () => this.#slash() } }, icon("slash"));
    this.plain = el("form", { class: "composer-box" }, this.slash, this.label, this.text, el("button", { type: "submit", class: "icon-button send", title: "Send", "aria-label": "Send" }, icon("send")));
    this.place = el("div", { class: "composer-place" }, this.plain);
    this.list = new Listbox(this.text, { label: "Commands", over: ".composer-box", wide: true, choose: (option) => this.#order(option.value) });
    fill(byId("composer"), this.toasts, this.replyBar, this.place);
    this.plain.addEventListener("submit", (event) => { event.preventDefault(); this.#say(); });
    this.text.addEventListener("input", () => { this.#grow(); this.#offer(); });
    this.text.addEventListener("blur", () => this.list.close());
    this.text.addEventListener("focus", () => this.#offer());
    this.text.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Write to this channel from now on; what was typed for another is kept for it. */
  enter(channel, person) {
    const key = `${person} ${channel.id}`;
    if (this.key === key) { this.#channel = channel; return; }
    if (this.key) this.#drafts.set(this.key, this.text.value);
    this.key = key;
    this.#channel = channel;
    this.#reply(null);
    this.leave({ focus: false });
    this.text.value = this.#drafts.get(key) ?? "";
    this.label.textContent = `Message #${channel.name}`;
    this.text.placeholder = !channel.can_send ? "You cannot write here" : innerWidth < 480 ? `Message #${channel.name}` : `Message #${channel.name}, or / for commands`;
    this.#grow();
  }

  focus() {
    this.place.querySelector("textarea, input")?.focus();
  }

  /** Answer a message. */
  reply(message) {
    this.leave({ focus: false });
    this.#reply(message);
    this.focus();
  }

  /** Go back from a command to plain text. */
  leave({ focus = true } = {}) {
    if (this.plain.isConnected) return;
    this.text.value = "";
    fill(this.place, this.plain);
    this.#grow();
    if (focus) this.text.focus();
  }

  #reply(message) {
    this.#replyTo = message;
    this.replyBar.hidden = message === null;
    if (message === null) return;
    fill(this.replyBar, el("span", {}, "Replying to ", el("strong", { text: authorOf(message).name })),
      el("button", { type: "button", class: "icon-button", "aria-label": "Do not reply", on: { click: () => { this.#reply(null); this.focus(); } } }, icon("close")));
  }

  #slash() {
    if (!this.text.value.startsWith("/")) this.text.value = "/";
    this.text.focus();
    this.#offer();
  }

  #offer() {
    const typed = /^\/([^\n]*)$/.exec(this.text.value);
    const found = typed && this.#channel ? fitting(typed[1], this.#channel.guild_id) : [];
    if (!typed || (!found.length && typed[1].length > 0)) { this.list.close(); return; }
    this.list.open(found.slice(0, 50).map((command) => ({ label: `/${command.name}`, description: command.description, note: command.options.map((option) => (option.required ? option.name : `[${option.name}]`)).join(" "), value: command })), "The bot has no commands yet");
  }

  #order(command) {
    this.list.close();
    const order = drawOrder(command, { channel: () => this.#channel.id, leave: () => this.leave(), send: (options) => this.#run(command, options) });
    fill(this.place, order.element);
    order.focus();
  }

  async #run(command, options) {
    const answer = await this.#attempt(() => actions.run(this.#channel.id, command.name, options));
    if (answer === null) return false;
    if (answer.outcome === "failed") toast("The application did not respond.");
    // The box takes the focus first, so that a form gives it back here.
    this.leave();
    this.answered(answer);
    return true;
  }

  async #say() {
    const content = this.text.value.trim();
    if (!content || this.busy) return;
    this.busy = true;
    const answer = await this.#attempt(() => actions.say(this.#channel.id, content, this.#replyTo?.id ?? null));
    this.busy = false;
    if (answer === null) return;
    this.text.value = "";
    this.#reply(null);
    this.#grow();
  }

  async #attempt(doing) {
    try {
      return await doing();
    } catch (error) {
      if (!(error instanceof actions.Refused)) throw error;
      toast(error.message);
      return null;
    }
  }

  #key(event) {
    if (this.list.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.#say(); }
    if (event.key === "Escape" && this.#replyTo) this.#reply(null);
  }

  #grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, innerHeight * 0.4)}px`;
  }
}
