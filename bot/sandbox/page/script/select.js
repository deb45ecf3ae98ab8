// Select menus in messages and forms: of texts, people, roles or channels.

import { el } from "./dom.js";
import { icon } from "./icon.js";
import { Listbox } from "./listbox.js";
import { world } from "./store.js";

/** Types of select, with what they ask for when the bot says nothing. */
export const SELECTS = { 3: "Make a selection", 5: "Select a person", 6: "Select a role", 7: "Select a person or role", 8: "Select a channel" };

/**
 * Draw a select.
 * @param {Object} component as Discord writes it
 * @param {{pick: (control: HTMLElement, values: string[]) => void, labelledBy?: string}} how `pick` is told the chosen
 *   values: at once where one is chosen, when the list closes where several are
 */
export function drawSelect(component, { pick, labelledBy }) {
  const most = component.max_values ?? 1;
  const all = optionsOf(component);
  let values = all.filter((option) => option.default).map((option) => option.value);
  let told = values.join("\n");
  const placeholder = component.placeholder || SELECTS[component.type];
  const shown = el("span", { class: "select-shown" });
  const control = el("button", {
    type: "button", class: "select", role: "combobox", "aria-haspopup": "listbox", "aria-expanded": "false", disabled: Boolean(component.disabled),
    "aria-label": labelledBy ? null : placeholder, "aria-labelledby": labelledBy ?? null, data: { focus: component.custom_id },
  }, shown, icon("down"));
  const list = new Listbox(control, { label: placeholder, multiple: most > 1, choose });
  control.values = () => values;

  function show() {
    const labels = all.filter((option) => values.includes(option.value)).map((option) => option.label);
    shown.textContent = labels.length ? labels.join(", ") : placeholder;
    shown.classList.toggle("select-empty", !labels.length);
    if (!labelledBy) control.setAttribute("aria-label", labels.length ? `${placeholder}: ${labels.join(", ")}` : placeholder);
  }

  function open() {
    list.open(all.map((option) => ({ ...option, selected: values.includes(option.value) })), "There is nothing to select");
  }

  function choose(option) {
    if (most === 1) {
      values = [option.value];
      list.close();
      show();
      pick(control, values);
      return;
    }
    const without = values.filter((value) => value !== option.value);
    values = without.length < values.length ? without : [...values, option.value].slice(-most);
    const at = list.active;
    open();
    list.move(at);
    show();
  }

  function tell() {
    if (most === 1 || told === values.join("\n") || values.length < (component.min_values ?? 1)) return;
    told = values.join("\n");
    pick(control, values);
  }

  control.addEventListener("click", () => { if (list.isOpen) { list.close(); tell(); } else open(); });
  control.addEventListener("keydown", (event) => {
    if (list.isOpen && event.key === " ") { event.preventDefault(); choose(list.options[list.active]); return; }
    if (list.isOpen && event.key === "Tab") { list.close(); tell(); return; }
    const wasOpen = list.isOpen;
    if (list.key(event)) { if (wasOpen && !list.isOpen) tell(); return; }
    if (!wasOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) { event.preventDefault(); open(); }
  });
  control.addEventListener("blur", () => { list.close(); tell(); });
  show();
  return control;
}

function optionsOf(component) {
  const defaults = new Set((component.default_values ?? []).map((each) => each.id));
  const named = (each, sign) => ({ label: `${sign}${each.name.replace(/^@/, "")}`, value: each.id, default: defaults.has(each.id) });
  const people = () => [...world.users.values()].map((user) => named(user, ""));
  const roles = () => [...world.roles.values()].map((role) => named(role, "@"));
  switch (component.type) {
    case 5: return people();
    case 6: return roles();
    case 7: return [...people(), ...roles()];
    case 8: return [...world.channels.values()].map((channel) => ({ ...named(channel, "#"), value: `#${channel.name}` }));
    default: return (component.options ?? []).map((option) => ({ label: option.label, description: option.description, emoji: option.emoji?.name, value: option.value, default: option.default }));
  }
}
