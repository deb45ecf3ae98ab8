// The open channel's messages in order, what is new among them, and the way back to the newest.

import { bySnowflake, byId, el, fill } from "./dom.js";
import { icon } from "./icon.js";
import { continues, drawMessage } from "./message.js";
import { markRead, readUpTo } from "./unread.js";
import { messagesIn, newestIn, world } from "./store.js";

const NEAR_PX = 80;

export class Room {
  /** @type {string|null} */ channelId = null;
  #drawn = new Map();
  #newFrom = "0";

  /** @param {{acts: Object, read: () => void}} how `acts` as message.js wants them; `read` is told when marks change */
  constructor({ acts, read }) {
    this.acts = acts;
    this.read = read;
    this.log = byId("log");
    this.list = byId("messages");
    this.jump = byId("jump");
    this.jump.addEventListener("click", () => { this.toEnd(); this.log.focus(); });
    this.log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.log.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("visibilitychange", () => this.#scrolled());
    // Pictures arrive late and push the end away.
    new ResizeObserver(() => { if (this.#wasAtEnd) this.toEnd(); }).observe(this.list);
    new ResizeObserver(() => { if (this.#wasAtEnd) this.toEnd(); }).observe(this.log);
  }

  #wasAtEnd = true;

  /** Show a channel from its end. */
  enter(channelId) {
    this.channelId = channelId;
    this.#newFrom = readUpTo(channelId);
    this.#drawn.clear();
    this.list.replaceChildren();
    this.#welcome();
    this.draw();
    this.toEnd();
    this.#scrolled();
  }

  /** Draw what changed; the focus and the place in the text stay. */
  draw() {
    const stay = this.#wasAtEnd;
    const focus = focusMark(this.list);
    const rows = [];
    let before = null;
    for (const message of messagesIn(this.channelId)) {
      const newDay = !before || new Date(before.timestamp).toDateString() !== new Date(message.timestamp).toDateString();
      const isFirstNew = before !== null && bySnowflake(message.id, this.#newFrom) > 0 && bySnowflake(before.id, this.#newFrom) <= 0 && message.author.id !== world.me.id;
      if (newDay) rows.push(this.#kept(`day ${message.id}`, message.timestamp, () => dayLine(message.timestamp)));
      if (isFirstNew) rows.push(this.#kept("new", message.id, () => el("li", { class: "line line-new" }, el("span", {}, "New", el("span", { class: "visually-hidden", text: " messages" })))));
      const short = !newDay && !isFirstNew && continues(message, before);
      rows.push(this.#kept(message.id, message, () => drawMessage(message, { short, acts: this.acts }), short));
      before = message;
    }
    this.#reconcile(rows);
    restoreFocus(this.list, focus);
    if (stay) this.toEnd();
    this.#scrolled();
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  /** Bring one message into view and mark it for a moment. */
  show(messageId) {
    const row = byId(`message-${messageId}`);
    if (!row) return;
    this.#wasAtEnd = false;
    row.scrollIntoView({ block: "center" });
    row.focus({ preventScroll: true });
    row.classList.remove("flash");
    requestAnimationFrame(() => row.classList.add("flash"));
  }

  #kept(key, source, make, short = false) {
    const old = this.#drawn.get(key);
    if (old && old.source === source && old.short === short) return [key, old];
    return [key, { source, short, element: make() }];
  }

  #reconcile(rows) {
    const drawn = new Map(rows);
    for (const [key, { element }] of this.#drawn) if (drawn.get(key)?.element !== element) element.remove();
    let at = this.list.firstElementChild;
    for (const { element } of drawn.values()) {
      if (element === at) at = at.nextElementSibling;
      else this.list.insertBefore(element, at);
    }
    this.#drawn = drawn;
  }

  #scrolled() {
    this.#wasAtEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_PX;
    if (this.channelId === null) return;
    const behind = bySnowflake(newestIn(this.channelId), readUpTo(this.channelId)) > 0;
    if (this.#wasAtEnd && behind && !document.hidden) {
      markRead(this.channelId);
      this.read();
    }
    this.jump.hidden = this.#wasAtEnd;
    fill(this.jump, icon("arrow"), behind && !this.#wasAtEnd ? "New messages below" : "To the newest");
  }

  #welcome() {
    const channel = world.channels.get(this.channelId);
    fill(byId("welcome"), el("span", { class: "welcome-sign" }, icon("hash")), el("p", { class: "welcome-title", text: `Welcome to #${channel.name}` }),
      el("p", { class: "welcome-text", text: "This is a small Discord on your own computer, with the real bot in it. Switch between three people, type / for commands, and move the clock to see what happens later." }),
      el("details", { class: "welcome-keys" }, el("summary", { text: "Keys" }), el("ul", {}, KEYS.map(([keys, does]) => el("li", {}, keys.map((key) => el("kbd", { text: key })), ` ${does}`)))));
  }

  #key(event) {
    if (event.target.closest("button, a, input, textarea") && event.key !== "Escape") return;
    const rows = [...this.list.querySelectorAll(".message")];
    const at = rows.indexOf(document.activeElement?.closest(".message"));
    if (event.key === "ArrowUp") rows.at(at < 0 ? -1 : Math.max(0, at - 1))?.focus();
    else if (event.key === "ArrowDown") rows[at < 0 ? 0 : Math.min(rows.length - 1, at + 1)]?.focus();
    else return;
    event.preventDefault();
  }
}

const KEYS = [
  [["/"], "commands"],
  [["Alt", "↑", "↓"], "the channel above, below"],
  [["Alt", "1", "2", "3"], "be Ada, Ben or Chiyo"],
  [["↑", "↓"], "walk through the messages; Tab reaches what one can do with them"],
  [["Esc"], "back to the message box"],
];

function dayLine(timestamp) {
  const words = new Date(timestamp).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  return el("li", { class: "line line-day" }, el("span", { text: words }));
}

/** Which control of which message has the focus; null where none has. */
export function focusMark(list) {
  const focused = document.activeElement;
  if (!list.contains(focused)) return null;
  return { element: focused, message: focused.closest(".message")?.id, control: focused.closest("[data-focus]")?.dataset.focus };
}

/** Give the focus back to a control that was drawn anew; to its message, where it is gone or cannot be used. */
export function restoreFocus(list, mark) {
  if (!mark || (mark.element.isConnected && document.activeElement === mark.element)) return;
  const message = mark.message && byId(mark.message);
  if (!message) return;
  const control = mark.control && [...message.querySelectorAll("[data-focus]")].find((each) => each.dataset.focus === mark.control && !each.disabled);
  (control || message).focus({ preventScroll: true });
}
