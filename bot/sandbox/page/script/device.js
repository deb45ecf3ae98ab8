// An id for this tab: a form opens in the tab that asked for it, not in its person's others.

/** A name no other tab has. */
export const device = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
