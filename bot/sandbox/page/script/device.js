// This tab's name: a form opens in the tab that asked for it, not in its owner's others.

/** A name no other tab has. */
export const device = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
