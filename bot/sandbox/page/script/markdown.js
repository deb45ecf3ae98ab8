// Discord's markdown, parsed into a tree of plain values, which rendering.js draws.

/** @typedef {{kind: string, text?: string, children?: Node[]}} Node further keys by kind */

const DEEPEST = 12;

const rule = (pattern, make) => ({ pattern: new RegExp(pattern, "y"), make });
const nest = (kind) => (match, depth) => ({ kind, children: inline(match[1], depth + 1) });

// In order: the first that matches at a place wins.
const RULES = [
  rule("\\\\([^0-9A-Za-z\\s])", (m) => text(m[1])),
  rule("(`+)([\\s\\S]*?[^`])\\1(?!`)", (m) => ({ kind: "code", text: m[2].replace(/^ (?=\s*`)|(?<=`\s*) $/g, "") })),
  rule("<@!?(\\d{1,20})>", (m) => ({ kind: "user", id: m[1] })),
  rule("<@&(\\d{1,20})>", (m) => ({ kind: "role", id: m[1] })),
  rule("<#(\\d{1,20})>", (m) => ({ kind: "channel", id: m[1] })),
  rule("</([^:<>]{1,100}):(\\d{1,20})>", (m) => ({ kind: "command", text: `/${m[1]}` })),
  rule("<t:(-?\\d{1,13})(?::([tTdDfFsSR]))?>", (m) => ({ kind: "time", unixS: Number(m[1]), style: m[2] ?? "f" })),
  rule("<a?:(\\w{2,32}):(\\d{1,20})>", (m) => text(`:${m[1]}:`)),
  rule("<(https?://[^\\s<>]+)>", (m) => ({ kind: "link", url: m[1], children: [text(m[1])] })),
  rule("\\[((?:\\\\.|[^\\]\\\\])+)\\]\\(<?(https?://[^\\s)>]+)>?(?:\\s+\"[^\"]*\")?\\)", (m, depth) => ({ kind: "link", url: m[2], children: inline(m[1], depth + 1) })),
  rule("https?://[^\\s<]+[^<.,:;\"'\\])\\s*_~|]", (m) => ({ kind: "link", url: m[0], children: [text(m[0])] })),
  rule("\\*\\*((?:\\\\.|[^\\\\])+?)\\*\\*(?!\\*)", nest("strong")),
  rule("__((?:\\\\.|[^\\\\])+?)__(?!_)", nest("underline")),
  rule("\\*(?=\\S)((?:\\*\\*|\\\\.|[^*\\\\])+?)(?<!\\s)\\*(?!\\*)", nest("em")),
  rule("_((?:__|\\\\.|[^_\\\\])+?)_(?![A-Za-z0-9_])", nest("em")),
  rule("~~([\\s\\S]+?)~~", nest("strike")),
  rule("\\|\\|([\\s\\S]+?)\\|\\|", nest("spoiler")),
];
// Only these characters can start a rule; everything between them is plain text.
const STARTS = /[\\`<[*_~|h]/g;

const text = (words) => ({ kind: "text", text: words });

/** Read one run of text without blocks. @returns {Node[]} */
export function inline(source, depth = 0) {
  if (depth > DEEPEST) return [text(source)];
  const nodes = [];
  let plain = "";
  let at = 0;
  while (at < source.length) {
    STARTS.lastIndex = at;
    const start = STARTS.exec(source);
    const next = start === null ? source.length : start.index;
    plain += source.slice(at, next);
    at = next;
    if (at >= source.length) break;
    const found = match(source, at);
    if (found === null) {
      plain += source[at];
      at += 1;
      continue;
    }
    if (plain) nodes.push(text(plain));
    plain = "";
    nodes.push(found.rule.make(found.match, depth));
    at += found.match[0].length;
  }
  if (plain) nodes.push(text(plain));
  return nodes;
}

function match(source, at) {
  // Within a word, an underscore is a letter: snake_case_name.
  if (source[at] === "_" && at > 0 && /[A-Za-z0-9]/.test(source[at - 1])) return null;
  for (const each of RULES) {
    each.pattern.lastIndex = at;
    const found = each.pattern.exec(source);
    if (found !== null) return { rule: each, match: found };
  }
  return null;
}

const FENCE = /```(?:([\w+#.-]{1,20})\n)?\n?([\s\S]*?)\n?```/g;

/** Read a whole text. @returns {Node[]} blocks */
export function parse(source) {
  const blocks = [];
  let at = 0;
  for (const found of source.matchAll(FENCE)) {
    if (!found[2].trim()) continue;
    blocks.push(...lines(source.slice(at, found.index).replace(/\n$/, "")));
    blocks.push({ kind: "fence", language: found[1] ?? "", text: found[2] });
    at = found.index + found[0].length;
    if (source[at] === "\n") at += 1;
  }
  blocks.push(...lines(source.slice(at)));
  return blocks;
}

const LINE = { heading: /^(#{1,3})\s+(\S.*)$/, small: /^-#\s+(\S.*)$/, quote: /^> ?(.*)$/, rest: /^>>> ?/, item: /^(\s*)(?:[-*]|(\d{1,9})\.)\s+(\S.*)$/ };

function lines(source, depth = 0) {
  if (source === "") return [];
  const rows = source.split("\n");
  const blocks = [];
  let paragraph = [];
  const flush = () => {
    if (paragraph.length && paragraph.some((row) => row !== "")) blocks.push({ kind: "paragraph", children: inline(paragraph.join("\n")) });
    paragraph = [];
  };
  for (let n = 0; n < rows.length; n += 1) {
    const row = rows[n];
    let found;
    if (depth === 0 && LINE.rest.test(row)) {
      flush();
      blocks.push({ kind: "quote", children: lines([row.replace(LINE.rest, ""), ...rows.slice(n + 1)].join("\n"), 1) });
      break;
    } else if (depth === 0 && row.startsWith("> ")) {
      flush();
      const quoted = [];
      while (n < rows.length && (found = LINE.quote.exec(rows[n]))) { quoted.push(found[1]); n += 1; }
      n -= 1;
      blocks.push({ kind: "quote", children: lines(quoted.join("\n"), 1) });
    } else if ((found = LINE.heading.exec(row))) {
      flush();
      blocks.push({ kind: "heading", level: found[1].length, children: inline(found[2]) });
    } else if ((found = LINE.small.exec(row))) {
      flush();
      blocks.push({ kind: "small", children: inline(found[1]) });
    } else if (LINE.item.test(row)) {
      flush();
      const items = [];
      // "1." below "-" begins another list, unless it stands deeper.
      const fits = (item) => !items.length || item[1].length > items[0][1].length || (item[2] === undefined) === (items[0][2] === undefined);
      while (n < rows.length && (found = LINE.item.exec(rows[n])) && fits(found)) { items.push(found); n += 1; }
      n -= 1;
      blocks.push(list(items));
    } else {
      paragraph.push(row);
    }
  }
  flush();
  return blocks;
}

function list(items) {
  const [first] = items;
  const node = { kind: "list", start: first[2] === undefined ? null : Number(first[2]), items: [] };
  for (let n = 0; n < items.length; n += 1) {
    const deeper = [];
    const item = { children: inline(items[n][3]), inner: null };
    while (n + 1 < items.length && items[n + 1][1].length > first[1].length) { deeper.push(items[n + 1]); n += 1; }
    if (deeper.length) item.inner = list(deeper);
    node.items.push(item);
  }
  return node;
}

/** What a text says, without its marks: for announcements, quotes and titles. */
export function plainText(source, names = {}) {
  const flat = (nodes) => nodes.map((node) => {
    if (node.kind === "spoiler") return "(hidden)";
    if (node.kind === "list") return node.items.map((item) => flat(item.children) + (item.inner ? ` ${flat([item.inner])}` : "")).join(" ");
    if (node.kind in names) return names[node.kind](node);
    if (node.children) return flat(node.children) + (["paragraph", "heading", "quote", "small"].includes(node.kind) ? " " : "");
    return node.text ?? "";
  }).join("");
  return flat(parse(source)).replace(/\s+/g, " ").trim();
}
