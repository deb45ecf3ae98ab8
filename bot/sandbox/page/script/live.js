// The live connection: a snapshot first, then changes; it comes back by itself when it breaks.

import { device } from "./device.js";

const WAITS_MS = [300, 700, 1500, 3000, 5000];

/** One person's connection. `tell(change)` gets what arrives, `show(state)` "connecting", "online" or "reconnecting". */
export class Live {
  #socket = null;
  #timer = 0;
  #tries = 0;
  #person = "";
  #wanted = false;

  constructor(tell, show) {
    this.tell = tell;
    this.show = show;
    addEventListener("online", () => this.#soon(0));
  }

  /** Be this person from now on. */
  connect(person) {
    this.#person = person;
    this.#wanted = true;
    this.#tries = 0;
    this.#drop();
    this.show("connecting");
    this.#open();
  }

  /** Try at once instead of waiting. */
  retry() {
    this.#tries = 0;
    this.#soon(0);
  }

  #open() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/control/live?person=${encodeURIComponent(this.#person)}&device=${device}`);
    this.#socket = socket;
    socket.addEventListener("message", (event) => {
      if (socket !== this.#socket) return;
      this.#tries = 0;
      this.show("online");
      this.tell(JSON.parse(event.data));
    });
    socket.addEventListener("close", () => {
      if (socket !== this.#socket) return;
      this.#socket = null;
      this.show("reconnecting");
      this.#soon(WAITS_MS[Math.min(this.#tries, WAITS_MS.length - 1)]);
      this.#tries += 1;
    });
  }

  #soon(waitMs) {
    if (this.#socket !== null || !this.#wanted) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { if (this.#socket === null) this.#open(); }, waitMs);
  }

  #drop() {
    clearTimeout(this.#timer);
    const old = this.#socket;
    this.#socket = null;
    old?.close();
  }
}
