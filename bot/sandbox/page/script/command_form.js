// A slash command being filled in: the required options stand there, the optional ones can be added.

import * as actions from "./actions.js";
import { TYPE } from "./command.js";
import { el } from "./dom.js";
import { icon } from "./icon.js";
import { OptionField } from "./option.js";
import { FileField } from "./upload.js";

/**
 * Draw the form of a command.
 * @param {import("./command.js").Command} command
 * @param {{channel: () => string, send: (options: Object[]) => Promise<boolean>, leave: () => void}} how
 *   `send` tells whether it went out, `leave` goes back to plain text
 */
export function drawOrder(command, how) {
  const fields = [];
  const help = el("p", { class: "option-help", id: "option-help", "aria-live": "polite" });
  const place = el("div", { class: "options" });
  const extras = el("div", { class: "extras" });
  const send = el("button", { type: "submit", class: "icon-button send", title: "Run", "aria-label": `Run /${command.name}` }, icon("send"));
  const form = el("form", { class: "composer-box order", "aria-label": `Command /${command.name}` },
    el("div", { class: "order-line" },
      el("button", { type: "button", class: "order-name", title: "Back to plain text", "aria-label": `/${command.name}, back to plain text`, text: `/${command.name}`, on: { click: how.leave } }),
      place, extras),
    send);

  const describe = (field) => {
    const { option } = field;
    help.textContent = `${option.name}: ${option.description ?? ""}${option.required ? "" : " (optional)"}`;
  };

  function put(option) {
    const field = new (option.type === TYPE.attachment ? FileField : OptionField)(option, {
      ask: async (asking) => (await actions.suggest(how.channel(), command.name, fields.filter((each) => each !== asking).map((each) => each.peek()).filter(Boolean), { name: asking.option.name, value: asking.typed })).choices,
      settled: () => next(field),
      removed: () => remove(field),
      focused: describe,
    });
    fields.push(field);
    place.append(field.element);
    return field;
  }

  function next(after) {
    const empty = fields.slice(fields.indexOf(after) + 1).find((each) => each.option.required && !each.typed);
    empty?.input.focus();
  }

  function remove(field) {
    const at = fields.indexOf(field);
    if (field.option.required) {
      if (at === 0) how.leave();
      else fields[at - 1].input.focus();
      return;
    }
    fields.splice(at, 1);
    field.element.remove();
    offer();
    (fields[at - 1] ?? fields[0])?.input.focus();
    if (!fields.length) extras.querySelector("button")?.focus();
  }

  function offer() {
    const left = command.options.filter((option) => !fields.some((field) => field.option === option));
    extras.replaceChildren(...left.map((option) => el("button", {
      type: "button", class: "extra", title: option.description, "aria-label": `Add ${option.name}: ${option.description}`,
      on: { click: () => { const field = put(option); offer(); field.input.focus(); } },
    }, icon("plus"), option.name)));
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    const read = fields.map((field) => field.read());
    const wrong = read.indexOf(undefined);
    if (wrong >= 0) { fields[wrong].input.focus(); return; }
    form.setAttribute("aria-busy", "true");
    const sent = await how.send(read.filter(Boolean));
    form.removeAttribute("aria-busy");
    if (sent) how.leave();
  });
  let asked = false;
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) { asked = false; return; }
    event.preventDefault();
    // One Escape too much must not throw away what was filled in.
    if (asked || !fields.some((field) => field.typed)) { how.leave(); return; }
    asked = true;
    help.textContent = `Escape once more leaves /${command.name}.`;
  });

  for (const option of command.options) if (option.required) put(option);
  offer();
  help.textContent = command.description;
  const focus = () => (fields[0]?.input ?? send).focus();
  return { element: el("div", { class: "order-place" }, help, form), focus };
}
