// Elements made without markup strings: text stays text, whatever it says.

/**
 * Build an element.
 * @param {string} tag
 * @param {Object} props `class`, `text`, `data: {}`, `on: {event: handler}`; anything else is an attribute
 *   (true = present, false/null/undefined = absent).
 * @param {...(Node|string|null|false|undefined|Array)} children
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name === "data") for (const [key, datum] of Object.entries(value)) { if (datum !== null && datum !== undefined) node.dataset[key] = datum; }
    else if (name === "on") for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  add(node, children);
  return node;
}

/** Append children; nested lists are flattened, nothing-values are left out. */
export function add(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child);
  }
  return node;
}

/** Replace all children. */
export function fill(node, ...children) {
  node.replaceChildren();
  return add(node, children);
}

/** The element with that id; the page's own markup has them all. */
export function byId(id) {
  return document.getElementById(id);
}

let lastNumber = 0;

/** An id no other element has. */
export function freshId(stem) {
  lastNumber += 1;
  return `${stem}-${lastNumber}`;
}

/** Order of two snowflakes (they do not fit a number). */
export function bySnowflake(a, b) {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
