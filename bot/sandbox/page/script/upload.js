// Files to upload: read in the page, sent as base64 beside the other values.

import { el, freshId } from "./dom.js";

const MOST_BYTES = 10 * 1024 * 1024;

/**
 * A file input that reads what is chosen.
 * @param {{required: boolean, labelledBy?: string, most?: number, changed: (trouble: string) => void}} how `changed` is
 *   told what is wrong with the choice, "" for nothing
 * @returns {{input: HTMLInputElement, files: () => {filename: string, content_type: string, data: string}[], busy: () => boolean}}
 */
export function fileInput({ required, labelledBy, most = 1, changed }) {
  const input = el("input", { type: "file", id: freshId("file"), class: "file-input", multiple: most > 1, "aria-required": String(required), "aria-labelledby": labelledBy ?? null });
  let files = [];
  let reading = 0;
  input.addEventListener("change", async () => {
    const chosen = [...input.files].slice(0, most);
    files = [];
    const large = chosen.find((file) => file.size > MOST_BYTES);
    changed(large ? `${large.name} is larger than 10 MB.` : "");
    if (large) { input.value = ""; return; }
    reading += 1;
    const number = reading;
    const read = await Promise.all(chosen.map(readFile));
    if (number === reading) files = read;
  });
  return { input, files: () => files, busy: () => files.length < Math.min(input.files.length, most) };
}

function readFile(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve({ filename: file.name, content_type: file.type || "application/octet-stream", data: reader.result.slice(reader.result.indexOf(",") + 1) }));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}

/** An option of a slash command that takes a file; it has what an OptionField has. */
export class FileField {
  /** @param {Object} option as Discord writes it @param {{focused: (field: FileField) => void}} how */
  constructor(option, how) {
    this.option = option;
    this.trouble = el("span", { class: "option-trouble", role: "alert" });
    this.file = fileInput({ required: Boolean(option.required), changed: (words) => this.tell(words) });
    this.input = this.file.input;
    this.input.addEventListener("focus", () => how.focused(this));
    this.element = el("div", { class: "option" }, el("label", { class: "option-name", for: this.input.id, text: option.name }), this.input, this.trouble);
  }

  get typed() {
    return this.input.files[0]?.name ?? "";
  }

  read() {
    const [file] = this.file.files();
    if (file) return { name: this.option.name, value: file };
    if (!this.typed && !this.option.required) return null;
    this.tell(this.typed ? "Still reading the file." : "This one is needed.");
    return undefined;
  }

  peek() {
    return null;
  }

  tell(sentence) {
    this.trouble.textContent = sentence;
  }
}
