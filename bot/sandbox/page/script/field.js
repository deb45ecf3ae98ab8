// Fields of a form: texts, selects, radio buttons, check boxes; each knows its value and what is wrong with it.

import { el, freshId } from "./dom.js";
import { drawSelect, SELECTS } from "./select.js";
import { fileInput } from "./upload.js";

const PARAGRAPH = 2;

/**
 * @typedef {{element: HTMLElement, customId: string, value: () => (string|string[]|boolean|Object[]), check: () => boolean, focus: () => void}} Field
 */

/** Draw a field. @param {Object} component a Label (18) around an input, or a bare input @param {*} draft what was typed before @returns {Field} */
export function drawField(component, draft) {
  const input = component.type === 18 ? component.component : component;
  const labelId = freshId("label");
  const required = input.required !== false && input.type !== 23;
  const label = component.label ?? input.label ?? "";
  const words = { labelId, label, required, description: component.description, draft };
  if (input.type === 4) return textField(input, words);
  if (input.type === 19) return fileField(input, words);
  if (input.type in SELECTS) return selectField(input, words);
  if (input.type === 21 || input.type === 22 || input.type === 23) return ticks(input, words);
  return { element: el("p", { class: "trouble", text: `This page cannot draw field type ${input.type}.` }), customId: input.custom_id, value: () => "", check: () => true, focus: () => {} };
}

function frame({ labelId, label, required, description }, forId, control, trouble, more = null) {
  const descriptionId = `${labelId}-description`;
  // Discord marks what is required only, so a careful bot says itself what is optional; once is enough.
  const optional = /\(optional\)/i.test(label) ? [] : [el("span", { class: "optional", text: " (optional)" })];
  const sign = required ? [el("span", { class: "required", "aria-hidden": "true", text: " *" })] : optional;
  const head = forId ? el("label", { for: forId, id: labelId, class: "field-label" }, label, sign) : el("span", { id: labelId, class: "field-label" }, label, sign);
  return el("div", { class: "field" }, head, description ? el("p", { class: "field-description", id: descriptionId, text: description }) : null, control, el("div", { class: "field-foot" }, trouble, more));
}

function textField(input, words) {
  const id = freshId("input");
  const trouble = el("p", { class: "trouble", id: `${id}-trouble` });
  const most = input.max_length ?? 4000;
  const least = input.min_length ?? 0;
  const counter = el("p", { class: "counter", id: `${id}-counter` });
  const described = [words.description ? `${words.labelId}-description` : "", trouble.id, counter.id].filter(Boolean).join(" ");
  const control = el(input.style === PARAGRAPH ? "textarea" : "input", {
    id, class: "text-input", type: input.style === PARAGRAPH ? null : "text", rows: input.style === PARAGRAPH ? "5" : null, placeholder: input.placeholder ?? null,
    maxlength: String(most), "aria-required": String(words.required), "aria-describedby": described, autocomplete: "off",
  });
  control.value = words.draft ?? input.value ?? "";
  const count = () => { counter.textContent = `${[...control.value].length} / ${most}`; counter.classList.toggle("counter-near", control.value.length > most * 0.9); };
  control.addEventListener("input", () => { count(); tell(""); });
  count();
  const tell = (sentence) => { trouble.textContent = sentence; if (sentence) control.setAttribute("aria-invalid", "true"); else control.removeAttribute("aria-invalid"); };
  const check = () => {
    const length = control.value.length;
    if (words.required && !control.value.trim()) tell("Write something here first.");
    else if (length > 0 && length < least) tell(`Write at least ${least} characters.`);
    else tell("");
    return !trouble.textContent;
  };
  return { element: frame(words, id, control, trouble, counter), customId: input.custom_id, value: () => control.value, check, focus: () => control.focus() };
}

function selectField(input, words) {
  const trouble = el("p", { class: "trouble" });
  const control = drawSelect(input, { labelledBy: words.labelId, pick: () => { trouble.textContent = ""; } });
  const check = () => {
    const short = words.required && control.values().length < Math.max(1, input.min_values ?? 1);
    trouble.textContent = short ? "Choose something here first." : "";
    return !short;
  };
  return { element: frame(words, null, control, trouble), customId: input.custom_id, value: () => control.values(), check, focus: () => control.focus() };
}

function fileField(input, words) {
  const trouble = el("p", { class: "trouble" });
  const file = fileInput({ required: words.required, labelledBy: words.labelId, most: input.max_values ?? 1, changed: (sentence) => { trouble.textContent = sentence; } });
  const check = () => {
    const short = words.required && file.files().length < Math.max(1, input.min_values ?? 1);
    trouble.textContent = file.busy() ? "Still reading." : short ? "Choose a file first." : "";
    return !trouble.textContent;
  };
  return { element: frame(words, null, file.input, trouble), customId: input.custom_id, value: () => file.files(), check, focus: () => file.input.focus() };
}

function ticks(input, words) {
  const single = input.type === 21;
  const lone = input.type === 23;
  const name = freshId("ticks");
  const trouble = el("p", { class: "trouble" });
  const options = lone ? [{ label: words.label, value: "on", default: input.default }] : input.options;
  const boxes = options.map((option) => {
    const box = el("input", { type: single ? "radio" : "checkbox", name, value: option.value });
    box.checked = words.draft === undefined ? Boolean(option.default) : [words.draft].flat().includes(lone ? true : option.value);
    return box;
  });
  const group = el("div", { class: "ticks", role: single ? "radiogroup" : "group", "aria-labelledby": words.labelId }, boxes.map((box, n) => el("label", { class: "tick" }, box,
    el("span", {}, el("span", { text: options[n].label }), options[n].description ? el("span", { class: "listbox-description", text: options[n].description }) : null))));
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const value = () => (lone ? boxes[0].checked : single ? chosen()[0] ?? "" : chosen());
  const check = () => {
    const short = words.required && !lone && !chosen().length;
    trouble.textContent = short ? "Choose something here first." : "";
    return !short;
  };
  return { element: frame(words, null, group, trouble), customId: input.custom_id, value, check, focus: () => boxes[0].focus() };
}
