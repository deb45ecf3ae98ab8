// A list of options under (or over) a control, walked with the arrow keys; used by selects, options and the command picker.

import { el, freshId } from "./dom.js";

const MARGIN = 6;
const PAGE = 6;

/**
 * @typedef {{label: string, description?: string, note?: string, emoji?: string, selected?: boolean, value: *}} Option
 */

export class Listbox {
  /**
   * @param {HTMLElement} control the element that keeps the focus; it gets aria-controls and aria-activedescendant
   * @param {{label: string, choose: (option: Option) => void, multiple?: boolean, over?: string, wide?: boolean}} how
   *   `over` is a selector: the list keeps clear of that ancestor of the control, and if `wide` is as wide as that
   */
  constructor(control, { label, choose, multiple = false, over = "", wide = false }) {
    this.control = control;
    this.choose = choose;
    this.over = over;
    this.wide = wide;
    this.options = [];
    this.active = -1;
    this.list = el("ul", { class: "listbox", role: "listbox", id: freshId("listbox"), "aria-label": label, "aria-multiselectable": multiple ? "true" : null, popover: "manual" });
    // The control keeps the focus, so that typing goes on.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.away = (event) => { if (!this.list.contains(event.target) && !this.control.contains(event.target)) this.close(); };
    this.moved = (event) => { if (!this.list.contains(event.target)) this.place(); };
  }

  get isOpen() {
    return this.list.isConnected && this.list.matches(":popover-open");
  }

  /** Show these options; the first (or the selected one) is active. @param {Option[]} options */
  open(options, empty = "Nothing fits") {
    this.options = options;
    this.list.replaceChildren(...options.map((option, n) => this.#row(option, n)));
    if (!options.length) this.list.append(el("li", { class: "listbox-empty", role: "option", "aria-disabled": "true", "aria-selected": "false", text: empty }));
    if (!this.isOpen) {
      (this.control.closest("dialog") ?? document.body).append(this.list);
      this.list.showPopover();
      this.control.setAttribute("aria-controls", this.list.id);
      if (this.control.hasAttribute("aria-expanded")) this.control.setAttribute("aria-expanded", "true");
      document.addEventListener("pointerdown", this.away, true);
      document.addEventListener("scroll", this.moved, true);
      addEventListener("resize", this.moved);
    }
    this.place();
    this.move(Math.max(options.findIndex((option) => option.selected), 0));
  }

  close() {
    if (!this.list.isConnected) return;
    this.list.remove();
    this.options = [];
    this.active = -1;
    this.control.removeAttribute("aria-activedescendant");
    this.control.removeAttribute("aria-controls");
    if (this.control.hasAttribute("aria-expanded")) this.control.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", this.away, true);
    document.removeEventListener("scroll", this.moved, true);
    removeEventListener("resize", this.moved);
  }

  /** Put the list where there is room: above the control, else below. */
  place() {
    const clear = (this.over ? this.control.closest(this.over) ?? this.control : this.control).getBoundingClientRect();
    const own = this.wide ? clear : this.control.getBoundingClientRect();
    const box = { top: clear.top, bottom: clear.bottom, left: own.left, width: own.width };
    const roomAbove = box.top - MARGIN * 2;
    const roomBelow = innerHeight - box.bottom - MARGIN * 2;
    const wanted = Math.min(this.list.scrollHeight + 2, innerHeight * 0.5);
    const above = roomAbove >= wanted || roomAbove > roomBelow;
    const width = Math.max(box.width, 280);
    this.list.style.width = `${Math.min(width, innerWidth - MARGIN * 2)}px`;
    this.list.style.left = `${Math.max(MARGIN, Math.min(box.left, innerWidth - width - MARGIN))}px`;
    this.list.style.maxHeight = `${Math.max(80, Math.min(innerHeight * 0.5, above ? roomAbove : roomBelow))}px`;
    this.list.style.top = above ? "auto" : `${box.bottom + MARGIN}px`;
    this.list.style.bottom = above ? `${innerHeight - box.top + MARGIN}px` : "auto";
  }

  /** Make the n-th option the active one. */
  move(n) {
    this.active = this.options.length ? Math.max(0, Math.min(n, this.options.length - 1)) : -1;
    for (const [at, row] of [...this.list.children].entries()) row.classList.toggle("active", at === this.active);
    const row = this.list.children[this.active];
    if (this.active < 0 || !row) return this.control.removeAttribute("aria-activedescendant");
    this.control.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
    return undefined;
  }

  /** Handle a key; true if it was for the list. */
  key(event) {
    if (!this.isOpen) return false;
    const last = this.options.length - 1;
    switch (event.key) {
      case "ArrowDown": this.move(this.active >= last ? 0 : this.active + 1); break;
      case "ArrowUp": this.move(this.active <= 0 ? last : this.active - 1); break;
      case "PageDown": this.move(this.active + PAGE); break;
      case "PageUp": this.move(this.active - PAGE); break;
      case "Escape": this.close(); event.stopPropagation(); break;
      case "Enter":
      case "Tab":
        if (this.active < 0 || event.shiftKey) return false;
        this.choose(this.options[this.active]);
        if (event.key === "Tab") return false;
        break;
      default: return false;
    }
    event.preventDefault();
    return true;
  }

  #row(option, n) {
    const row = el("li", { class: "listbox-option", role: "option", id: `${this.list.id}-${n}`, "aria-selected": String(Boolean(option.selected)) },
      option.emoji ? el("span", { class: "emoji", "aria-hidden": "true", text: option.emoji }) : null,
      el("span", { class: "listbox-words" },
        el("span", { class: "listbox-label", text: option.label }),
        option.description ? el("span", { class: "listbox-description", text: option.description }) : null),
      option.note ? el("span", { class: "listbox-note", text: option.note }) : null);
    row.addEventListener("pointermove", () => { if (this.active !== n) this.move(n); });
    row.addEventListener("click", () => this.choose(option));
    return row;
  }
}
