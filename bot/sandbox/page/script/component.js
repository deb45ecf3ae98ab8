// Components of a message: rows of buttons, selects, and the boxes of the newer kind.

import { fileCard, picture } from "./attachment.js";
import { el } from "./dom.js";
import { icon } from "./icon.js";
import { prose } from "./rendering.js";
import { drawSelect, SELECTS } from "./select.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };
const LINK = 5;

/**
 * Draw the components of a message.
 * @param {{press: (message: Object, customId: string, values?: string[]) => Promise<string>}} acts `press` resolves to
 *   "" or to what went wrong, in words.
 */
export function drawComponents(message, acts) {
  if (!message.components?.length) return null;
  const trouble = el("p", { class: "trouble", role: "alert" });
  const act = async (control, customId, values) => {
    if (control.getAttribute("aria-busy") === "true") return;
    trouble.textContent = "";
    control.setAttribute("aria-busy", "true");
    const words = await acts.press(message, customId, values);
    control.removeAttribute("aria-busy");
    trouble.textContent = words;
  };
  return el("div", { class: "components" }, message.components.map((each) => draw(each, act)), trouble);
}

function draw(component, act) {
  switch (component.type) {
    case 1: return el("div", { class: "row" }, component.components.map((each) => draw(each, act)));
    case 2: return button(component, act);
    case 9: return el("div", { class: "section" }, el("div", { class: "section-main" }, component.components.map((each) => draw(each, act))), component.accessory ? draw(component.accessory, act) : null);
    case 10: return el("div", { class: "text" }, prose(component.content));
    case 11: return el("div", { class: "thumbnail" }, mediaPicture(component));
    case 12: return el("div", { class: "gallery" }, component.items.map(mediaPicture));
    case 13: return fileCard(component.file.url, component.name ?? component.file.url.split("/").pop(), component.size);
    case 14: return component.divider === false ? el("div", { class: "gap" }) : el("hr", { class: "divider" });
    case 17: return container(component, act);
    default: return component.type in SELECTS ? drawSelect(component, { pick: (control, values) => act(control, component.custom_id, values) })
      : el("p", { class: "trouble", text: `This page cannot draw component type ${component.type}.` });
  }
}

function container(component, act) {
  const box = el("section", { class: "embed container" }, component.components.map((each) => draw(each, act)));
  if (component.accent_color) box.style.setProperty("--embed", `#${component.accent_color.toString(16).padStart(6, "0")}`);
  return box;
}

function mediaPicture(item) {
  return picture({ url: item.media.proxy_url ?? item.media.url, alt: item.description, width: item.media.width, height: item.media.height });
}

function button(component, act) {
  const style = STYLES[component.style] ?? "secondary";
  const label = [component.emoji?.name && el("span", { class: "emoji", "aria-hidden": component.label ? "true" : null, text: component.emoji.name }), component.label && el("span", { text: component.label })];
  if (component.style === LINK) return el("a", { class: `button button-${style}`, href: component.url, target: "_blank", rel: "noopener noreferrer" }, label, icon("out"));
  const control = el("button", { type: "button", class: `button button-${style}`, disabled: Boolean(component.disabled), data: { focus: component.custom_id } }, label, el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")));
  control.addEventListener("click", () => act(control, component.custom_id));
  return control;
}
