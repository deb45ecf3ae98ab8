// Forms the bot opens: a native dialog, so the focus stays in it and Escape closes it.

import * as actions from "./actions.js";
import { el, freshId } from "./dom.js";
import { icon } from "./icon.js";
import { drawField } from "./field.js";
import { prose } from "./rendering.js";

/** What was typed into forms and not sent, by person and form: an Escape too much costs nothing. */
const drafts = new Map();

/**
 * Open a form.
 * @param {Object} modal as Discord writes it: `{custom_id, title, components}`
 * @param {{person: string, closed: () => void}} how `closed` is called once it is away: give the focus back
 */
export function openModal(modal, { person, closed }) {
  const titleId = freshId("modal-title");
  const key = `${person} ${modal.custom_id}`;
  const fields = [];
  const body = el("div", { class: "modal-body" });
  for (const component of flatten(modal.components)) {
    if (component.type === 10) { body.append(el("div", { class: "text modal-text" }, prose(component.content))); continue; }
    const field = drawField(component, drafts.get(key)?.[component.component?.custom_id ?? component.custom_id]);
    fields.push(field);
    body.append(field.element);
  }
  const trouble = el("p", { class: "trouble", role: "alert" });
  const send = el("button", { type: "submit", class: "button button-primary" }, el("span", { text: "Submit" }), el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")));
  const form = el("form", { novalidate: true, method: "dialog", class: "modal-form" },
    el("header", { class: "modal-head" },
      el("h2", { id: titleId, text: modal.title }),
      el("button", { type: "button", class: "icon-button", "aria-label": "Close", on: { click: leave } }, icon("close"))),
    body, trouble,
    el("footer", { class: "modal-foot" },
      el("p", { class: "modal-from", text: "What you write here goes to the app alone." }),
      el("button", { type: "button", class: "button button-secondary", on: { click: leave }, text: "Cancel" }), send));
  const dialog = el("dialog", { class: "modal", "aria-labelledby": titleId }, form);
  let sent = false, told = false;

  // The sandbox hears of it before the dialog is gone, when the way back to the button is free; "close" comes later.
  const tell = () => {
    if (told || sent) return;
    told = true;
    drafts.set(key, Object.fromEntries(fields.map((field) => [field.customId, field.value()])));
    actions.close(modal.custom_id);
  };
  function leave() {
    tell();
    dialog.close();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (send.getAttribute("aria-busy") === "true") return;
    const wrong = fields.filter((field) => !field.check());
    if (wrong.length) { wrong[0].focus(); return; }
    send.setAttribute("aria-busy", "true");
    trouble.textContent = "";
    const words = await outcome(modal.custom_id, Object.fromEntries(fields.map((field) => [field.customId, field.value()])));
    send.removeAttribute("aria-busy");
    trouble.textContent = words;
    if (words) return;
    sent = true;
    drafts.delete(key);
    dialog.close();
  });
  form.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(); });
  dialog.addEventListener("cancel", tell);
  dialog.addEventListener("close", () => {
    tell();
    dialog.remove();
    closed();
  });
  document.body.append(dialog);
  dialog.showModal();
  fields[0]?.focus();
}

/** Put an open form away (another person takes over). */
export function closeModal() {
  document.querySelector("dialog.modal")?.close();
}

async function outcome(id, values) {
  try {
    const answer = await actions.submit(id, values);
    return answer.outcome === "failed" ? "Something went wrong. Try again." : "";
  } catch (error) {
    if (error instanceof actions.Refused) return error.message;
    throw error;
  }
}

function flatten(components) {
  return components.flatMap((each) => (each.type === 1 ? each.components : [each]));
}
