// The sandbox's time, and times in texts that keep themselves up to date.

import { el } from "./dom.js";

let aheadMs = 0;

/** Learn what time it is in the sandbox. @param {number} nowMs Unix time in milliseconds */
export function setNow(nowMs) {
  aheadMs = nowMs - Date.now();
  retell();
}

/** Now in the sandbox, Unix time in milliseconds. */
export function now() {
  return Date.now() + aheadMs;
}

const FORMATS = {
  t: { hour: "2-digit", minute: "2-digit" },
  T: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  d: { day: "2-digit", month: "2-digit", year: "numeric" },
  D: { day: "numeric", month: "long", year: "numeric" },
  f: { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
  F: { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
  s: { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit" },
  S: { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit" },
};
const WRITERS = Object.fromEntries(Object.entries(FORMATS).map(([style, format]) => [style, new Intl.DateTimeFormat("en-GB", { ...format, hour12: false })]));
const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "always" });
const UNITS = [["second", 1, 60], ["minute", 60, 60], ["hour", 3600, 24], ["day", 86400, 30], ["month", 2629800, 12], ["year", 31557600, Infinity]];

/** "in 3 hours", "12 seconds ago". @param {number} unixS @param {number} atMs */
export function relative(unixS, atMs = now()) {
  const seconds = Math.round(unixS - atMs / 1000);
  for (const [unit, length, most] of UNITS) {
    const count = Math.round(seconds / length);
    if (Math.abs(count) < most) return RELATIVE.format(count, unit);
  }
  return "";
}

/** Words for a moment in one of Discord's styles (t T d D f F s S R). */
export function wording(unixS, style = "f") {
  if (style === "R") return relative(unixS);
  const moment = new Date(unixS * 1000);
  if (Number.isNaN(moment.getTime())) return "an unreadable time";
  return (WRITERS[style] ?? WRITERS.f).format(moment);
}

/** "Today at 09:00", as in the head of a message. */
export function headWording(unixS) {
  const day = (ms) => new Date(ms).toDateString();
  const clock = wording(unixS, "t");
  if (day(unixS * 1000) === day(now())) return `Today at ${clock}`;
  if (day(unixS * 1000) === day(now() - 86400000)) return `Yesterday at ${clock}`;
  return `${wording(unixS, "d")} ${clock}`;
}

/** A moment as an element that keeps itself right. @param {string} style one of Discord's, or "head" */
export function timeElement(unixS, style = "f", props = {}) {
  const moment = new Date(unixS * 1000);
  if (Number.isNaN(moment.getTime())) return el("span", { ...props, text: wording(unixS) });
  const words = style === "head" ? headWording(unixS) : wording(unixS, style);
  return el("time", { datetime: moment.toISOString(), title: wording(unixS, "F"), data: { unix: String(unixS), style }, text: words, ...props });
}

function retell() {
  for (const node of document.querySelectorAll("time[data-style='R'], time[data-style='head']")) {
    const unixS = Number(node.dataset.unix);
    const words = node.dataset.style === "head" ? headWording(unixS) : relative(unixS);
    if (node.textContent !== words) node.textContent = words;
  }
}

/** Keep all times right, second by second; `each` is called after each second too. */
export function startTicking(each) {
  setInterval(() => {
    retell();
    each();
  }, 1000);
}
