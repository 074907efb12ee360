/**
 * The one typeface of our PDFs: IBM Plex Sans, whole (Latin, Greek, Cyrillic), embedded in the bundle. Its figures are all
 * of one width, so that columns of money line up without a font feature.
 */
import { Font } from "../react-pdf.ts";
import regular from "@expo-google-fonts/ibm-plex-sans/400Regular/IBMPlexSans_400Regular.ttf";
import semiBold from "@expo-google-fonts/ibm-plex-sans/600SemiBold/IBMPlexSans_600SemiBold.ttf";

/** React-pdf falls back to a family of this name for whatever it cannot print: the name is taken by our own. */
const FAMILY = "Helvetica";

Font.clear();
Font.register({
  family: FAMILY,
  fonts: [
    { src: regular, fontWeight: 400 },
    { src: semiBold, fontWeight: 600 },
  ],
});
// Words are never broken: a hyphen inside a company's name or an account number would be read as part of it.
Font.registerHyphenationCallback((word) => [word]);

/** Loads both weights; needed before `printable`. */
export const loadFonts = (): Promise<unknown> =>
  Promise.all([400, 600].map((fontWeight) => Font.load({ fontFamily: FAMILY, fontWeight })));

/** What stands for a character that the typeface does not have: seen and copied as such, never as another letter. */
const UNKNOWN = "\uFFFD";
const LINE_BREAK = 10;

/** The text with every character that cannot be printed replaced by `\uFFFD`. */
export function printable(text: string): string {
  const font = Font.getFont({ fontFamily: FAMILY, fontWeight: 400 })?.data;
  return Array.from(text.normalize("NFC"), (char) => {
    const code = char.codePointAt(0) ?? 0;
    return code === LINE_BREAK || font?.hasGlyphForCodePoint(code) ? char : UNKNOWN;
  }).join("");
}
