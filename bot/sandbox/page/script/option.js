// One option of a slash command as a field: its choices, or what the bot suggests while one types.

import * as actions from "./actions.js";
import { TYPE, offers, valueOf } from "./command.js";
import { el, freshId } from "./dom.js";
import { Listbox } from "./listbox.js";

const PAUSE_MS = 150;
const HINTS = { [TYPE.integer]: "a whole number", [TYPE.number]: "a number", [TYPE.string]: "text", [TYPE.user]: "a person", [TYPE.channel]: "a channel", [TYPE.role]: "a role", [TYPE.boolean]: "true or false" };

export class OptionField {
  #picked = null;
  #asked = 0;
  #timer = 0;

  /**
   * @param {Object} option as Discord writes it
   * @param {{ask: (field: OptionField) => Promise<Object[]>, settled: () => void, removed: () => void, focused: (field: OptionField) => void}} how
   *   `ask` brings the bot's suggestions, `settled` is called once a choice is made, `removed` when the person wants the field away
   */
  constructor(option, how) {
    this.option = option;
    this.how = how;
    const id = freshId("option");
    this.trouble = el("span", { class: "option-trouble", id: `${id}-trouble`, role: "alert" });
    this.input = el("input", {
      id, class: "option-input", type: "text", role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
      "aria-required": String(Boolean(option.required)), "aria-describedby": `${id}-trouble option-help`, inputmode: option.type === TYPE.integer ? "numeric" : null, placeholder: option.autocomplete ? "type to search" : HINTS[option.type] ?? "",
    });
    this.element = el("div", { class: "option" }, el("label", { class: "option-name", for: id, text: option.name }), this.input, this.trouble);
    this.list = new Listbox(this.input, { label: `Suggestions for ${option.name}`, over: ".order-place", choose: (choice) => this.#choose(choice) });
    this.input.addEventListener("input", () => { this.#picked = null; this.tell(""); this.#fit(); this.#offer(); });
    this.input.addEventListener("focus", () => { how.focused(this); this.#offer(); });
    this.input.addEventListener("blur", () => { this.list.close(); this.#asked += 1; clearTimeout(this.#timer); });
    this.input.addEventListener("click", () => { if (!this.list.isOpen) this.#offer(); });
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.#fit();
  }

  get typed() {
    return this.input.value;
  }

  /** `{name, value}` as it stands; null where it is empty, undefined where it is wrong (and says so). */
  read() {
    const typed = this.typed.trim();
    if (!typed) {
      if (!this.option.required) return null;
      this.tell("This one is needed.");
      return undefined;
    }
    const found = valueOf(this.option, typed, this.#picked);
    this.tell(found.trouble ?? "");
    return found.trouble ? undefined : { name: this.option.name, value: found.value };
  }

  /** What a suggestion request carries: half-typed values as they stand. */
  peek() {
    const typed = this.typed.trim();
    const found = typed ? valueOf(this.option, typed, this.#picked) : null;
    return found && !found.trouble ? { name: this.option.name, value: found.value } : null;
  }

  tell(sentence) {
    this.trouble.textContent = sentence;
    if (sentence) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }

  #choose(choice) {
    this.#picked = choice;
    this.input.value = choice.label;
    this.#fit();
    this.tell("");
    this.list.close();
    this.how.settled();
  }

  #key(event) {
    if (this.list.key(event)) return;
    if (event.key === "Backspace" && this.typed === "") { event.preventDefault(); this.how.removed(); }
    if (event.key === "ArrowDown" && !this.list.isOpen) { event.preventDefault(); this.#offer(); }
  }

  #offer() {
    if (this.option.autocomplete) { this.#ask(); return; }
    const offered = offers(this.option);
    if (!offered) return;
    const typed = this.typed.trim().replace(/^[#@]/, "").toLowerCase();
    const fits = this.#picked ? offered : offered.filter((each) => each.label.toLowerCase().includes(typed));
    this.list.open(fits.slice(0, 25));
  }

  #ask() {
    clearTimeout(this.#timer);
    this.#asked += 1;
    const number = this.#asked;
    this.#timer = setTimeout(async () => {
      try {
        const choices = await this.how.ask(this);
        if (number === this.#asked && document.activeElement === this.input) this.list.open(choices.map((choice) => ({ label: choice.name, value: choice.value })), "No suggestions");
      } catch (error) {
        if (!(error instanceof actions.Refused)) throw error;
        if (number === this.#asked) this.list.open([], "The bot did not suggest anything in time");
      }
    }, PAUSE_MS);
  }

  #fit() {
    this.input.size = Math.min(40, Math.max(8, this.input.value.length + 1, this.input.value ? 0 : this.input.placeholder.length));
  }
}
