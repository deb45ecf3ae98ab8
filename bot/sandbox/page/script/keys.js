// Keyboard shortcuts of the whole page.

/**
 * @param {{channel: (by: number) => void, person: (n: number) => void, write: () => void}} acts
 *   `channel` steps up (-1) or down (1), `person` becomes the n-th (from 0), `write` goes to the message box
 */
export function listenToKeys(acts) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (event.altKey && !event.ctrlKey && !event.metaKey) {
      const digit = /^Digit([1-9])$/.exec(event.code);
      if (event.key === "ArrowUp" || event.key === "ArrowDown") acts.channel(event.key === "ArrowUp" ? -1 : 1);
      else if (digit) acts.person(Number(digit[1]) - 1);
      else return;
      event.preventDefault();
      return;
    }
    const isTyping = event.target.closest("input, textarea, [popover], [role='combobox']");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const isPlain = event.key.length === 1 && event.key !== " " && !event.target.closest("button, a, summary");
    // A typed character goes to the message box, the slash from anywhere.
    if (event.key === "Escape" || event.key === "/" || isPlain) acts.write();
  });
}
