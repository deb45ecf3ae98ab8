// The clock's button and panel: the sandbox's time, and the ways to move it ahead.

import * as actions from "./actions.js";
import { announce } from "./announce.js";
import { byId, el, fill } from "./dom.js";
import { icon } from "./icon.js";
import { now, relative, wording } from "./time.js";
import { world } from "./store.js";

const REAL_ENOUGH_MS = 5000;
const EDGE_PX = 8;

/** Make the clock's button and panel; the returned function brings their words up to date. */
export function prepareClock() {
  const button = byId("clock-button");
  const face = el("span", { class: "clock-face" });
  button.append(icon("clock"), el("span", { class: "visually-hidden", text: "Sandbox time " }), face);
  const big = el("p", { class: "clock-big" });
  const day = el("p", { class: "clock-day" });
  const ahead = el("p", { class: "clock-ahead" });
  const trouble = el("p", { class: "trouble", role: "alert" });
  const step = (words, how) => el("button", { type: "button", class: "button button-secondary", text: words, on: { click: () => move(how) } });
  const closing = target("button-primary", "closing");
  const question = target("button-secondary", "question");
  const unscheduled = el("p", { class: "clock-hint", text: "No question is scheduled. Type / in the message box for the bot's commands." });
  const panel = el("div", { class: "clock-panel", id: "clock-panel", popover: "auto", role: "dialog", "aria-label": "Sandbox clock" },
    big, day, ahead,
    el("div", { class: "clock-steps" }, step("+ 10 min", { seconds: 600 }), step("+ 1 h", { seconds: 3600 })), closing, question, unscheduled, trouble,
    el("p", { class: "clock-note", text: "Bot and sandbox share this clock. It only runs forward; to be back in real time, start the sandbox anew." }));
  document.body.append(panel);
  button.addEventListener("click", () => panel.togglePopover());
  panel.addEventListener("toggle", (event) => {
    const isOpen = event.newState === "open";
    button.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) {
      if (document.activeElement === document.body) button.focus();
      return;
    }
    trouble.textContent = "";
    tell();
    place();
    (world.closingMs === null ? panel.querySelector("button") : closing).focus();
  });

  /** A button that moves the clock to what comes next. Not `disabled` where it leads nowhere: the focus would be lost. */
  function target(kind, to) {
    const made = el("button", { type: "button", class: `button ${kind}`, on: { click: () => { if (made.getAttribute("aria-disabled") !== "true") move({ to }); } } });
    return made;
  }

  /** Bring a target's words up to date. @param {number|null} atMs @param {{none: string, now: string, ahead: string}} words */
  function tellTarget(button, atMs, words) {
    const text = atMs === null ? words.none : atMs <= now() ? words.now : `${words.ahead}, ${relative(atMs / 1000)}`;
    if (button.textContent !== text) fill(button, text);
    button.setAttribute("aria-disabled", String(atMs === null || atMs <= now()));
  }

  function place() {
    const box = button.getBoundingClientRect();
    panel.style.top = `${box.bottom + 8}px`;
    const right = Math.min(innerWidth - box.right, innerWidth - panel.offsetWidth - EDGE_PX);
    panel.style.right = `${Math.max(EDGE_PX, right)}px`;
  }

  async function move(how) {
    trouble.textContent = "";
    try {
      await actions.advance(how);
      announce(`The clock was moved to ${wording(now() / 1000, "T")}.`);
    } catch (error) {
      if (!(error instanceof actions.Refused)) throw error;
      trouble.textContent = error.message;
    }
  }

  function tell() {
    const seconds = Math.floor(now() / 1000);
    face.textContent = wording(seconds, "t");
    if (!panel.matches(":popover-open")) return;
    big.textContent = wording(seconds, "T");
    day.textContent = wording(seconds, "F").replace(/,? (?:at )?\d\d:\d\d$/, "");
    const aheadMs = now() - Date.now();
    ahead.textContent = distance(aheadMs);
    tellTarget(closing, world.closingMs, { none: "Nothing is open", now: "Closing…", ahead: "To closing" });
    question.hidden = world.questionMs === undefined || world.questionMs === null;
    unscheduled.hidden = world.questionMs !== null;
    if (!question.hidden) tellTarget(question, world.questionMs, { none: "", now: "Asking…", ahead: "To next question" });
  }

  return tell;
}

/** How far the sandbox's time is from the computer's. */
function distance(aheadMs) {
  if (Math.abs(aheadMs) < REAL_ENOUGH_MS) return "This is real time.";
  const length = relative(Math.abs(aheadMs) / 1000, 0).replace(/^in /, "");
  return `${length} ${aheadMs > 0 ? "ahead of" : "behind"} your computer.`;
}
