/** How a paper looks in somebody's picture of it. */
import type { Drawing } from "./card.ts";

export const QUALITIES = [
  "plain",
  "tilted",
  "soft",
  "blurred",
  "pale",
  "faint",
  "cropped",
  "glare",
  "sideways",
] as const;
export type Quality = (typeof QUALITIES)[number];

const BORDER = 60;

/** What is laid on, cut off or done to the drawing. Each is one picture that people really send. */
const LOOK: Readonly<Record<Quality, { turn?: number; blur?: number; veil?: number; cut?: number; glare?: boolean }>> =
  {
    plain: {},
    tilted: { turn: 7 },
    soft: { blur: 1.1 },
    blurred: { blur: 4 },
    pale: { veil: 0.55 },
    faint: { veil: 0.86 },
    cropped: { cut: 190 },
    glare: { glare: true },
    sideways: { turn: 90 },
  };

/** The picture: the card on a table, as seen. Its size follows the turn, so that nothing but `cropped` cuts. */
export function drawScene(card: Drawing, quality: Quality, widthPx: number): string {
  const { turn = 0, blur = 0, veil = 0, cut = 0, glare = false } = LOOK[quality];
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const width = card.width * cos + card.height * sin + 2 * BORDER;
  const height = card.width * sin + card.height * cos + 2 * BORDER;
  const [x, y] = [(width - card.width) / 2, (height - card.height) / 2];
  const shine = glare
    ? `<ellipse cx="${x + card.width * 0.9}" cy="${y + card.height * 0.32}" rx="${card.width * 0.16}" ry="${card.height * 0.26}" fill="#fff" fill-opacity=".97"/>`
    : "";
  const veiled = veil > 0 ? `<rect width="${width}" height="${height}" fill="#cfcabb" fill-opacity="${veil}"/>` : "";
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${Math.round((widthPx * height) / (width - cut))}" viewBox="0 0 ${width - cut} ${height}"><defs><filter id="lens" x="0" y="0" width="100%" height="100%"><feGaussianBlur stdDeviation="${blur}"/></filter></defs>` +
    `<rect width="${width}" height="${height}" fill="#565e66"/><g ${blur > 0 ? 'filter="url(#lens)"' : ""}><g transform="rotate(${turn} ${width / 2} ${height / 2}) translate(${x} ${y})">${card.svg}</g></g>${shine}${veiled}</svg>`
  );
}
