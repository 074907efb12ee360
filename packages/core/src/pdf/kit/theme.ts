/** Sizes and colours of everything we print, in points. Black on white: it is read on paper too, and copied in grey. */
export const INK = "#111827";
/** Labels; 7.5:1 on white. */
export const SOFT = "#4b5563";
export const RULE = "#d1d5db";
/** What must not be overlooked: a draft, a void invoice. */
export const ALERT = "#b91c1c";

export const SIZE = { small: 8, text: 9, lead: 11, title: 20 } as const;
export const GAP = { xs: 2, s: 4, m: 8, l: 16, xl: 28 } as const;
export const MARGIN = { side: 48, top: 44, bottom: 64 } as const;
