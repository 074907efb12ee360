/** A paper as a drawing. */
import { drawBlock } from "../block.ts";
import { chance } from "../chance.ts";
import type { Paper } from "../paper.ts";
import { LAYOUT, type Layout, MACHINE_LINES, MACHINE_STEP } from "./layout.ts";

export interface Drawing {
  svg: string;
  width: number;
  height: number;
}

const WIDTH = 1000;

export const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const text = (x: number, y: number, size: number, words: string, more = ""): string =>
  `<text x="${x}" y="${y}" font-size="${size}" ${more}>${escape(words)}</text>`;

/** A head and shoulders, in colours of its own for each person: nobody's likeness. */
function photo({ x, y, width }: Layout["photo"], seed: string): string {
  const by = chance(Array.from(seed).reduce((sum, char) => sum * 31 + char.charCodeAt(0), 7) % 100_000);
  const tone = (light: number, hues: readonly [number, number] = [0, 359]) =>
    `hsl(${by.between(...hues)} 25% ${light}%)`;
  return (
    `<g transform="translate(${x} ${y})"><rect width="${width}" height="${width * 1.28}" fill="#d9dfe4"/>` +
    `<path d="M${width * 0.12} ${width * 1.28}c0-${width * 0.5} ${width * 0.76}-${width * 0.5} ${width * 0.76} 0z" fill="${tone(40)}"/>` +
    `<ellipse cx="${width / 2}" cy="${width * 0.55}" rx="${width * 0.2}" ry="${width * 0.27}" fill="${tone(by.between(35, 75), [18, 34])}"/>` +
    `<path d="M${width * 0.28} ${width * 0.52}a${width * 0.22} ${width * 0.26} 0 0 1 ${width * 0.44} 0c-${width * 0.1}-${width * 0.12}-${width * 0.3}-${width * 0.12}-${width * 0.44} 0z" fill="${tone(25)}"/></g>`
  );
}

/** The two lines of a passport, each character at its step. */
function machineLines(paper: Paper): string {
  const { machine } = paper.zones;
  if (paper.kind !== "passport" || !machine) return "";
  return Object.entries(MACHINE_LINES)
    .map(([field, { x, y, size }]) => {
      const line = machine[field] ?? "";
      const steps = Array.from(line, (_, at) => (x + at * MACHINE_STEP).toFixed(1)).join(" ");
      return `<text x="${steps}" y="${y}" font-size="${size}">${escape(line)}</text>`;
    })
    .join("");
}

async function symbols(paper: Paper, layout: Layout): Promise<string> {
  const drawn = await Promise.all(
    Object.entries(paper.zones).map(async ([zone, fields]) => {
      const place = layout.blocks[zone];
      if (!place) throw new Error(`no place for zone ${zone}`);
      const { size, path } = await drawBlock(zone, fields);
      return (
        `<rect x="${place.x - 10}" y="${place.y - 10}" width="${place.size + 20}" height="${place.size + 20}" fill="#fff"/>` +
        `<g transform="translate(${place.x} ${place.y}) scale(${place.size / size})" fill="#000"><path d="${path}"/></g>`
      );
    }),
  );
  return drawn.join("");
}

/** The whole card, upright and clean. */
export async function drawCard(paper: Paper): Promise<Drawing> {
  const layout = LAYOUT[paper.kind];
  const { colours, height } = layout;
  const lines = layout.lines.map(({ zone, field, label, x, y, size = 24 }) => {
    const words = paper.zones[zone]?.[field] ?? "";
    return text(x, y - 24, 13, label, 'fill="#5a5560"') + text(x, y, size, words);
  });
  const remark = paper.zones.remark?.remark;
  const told = remark ? text(40, height - 16, 15, remark) : "";
  return {
    width: WIDTH,
    height,
    svg:
      `<g font-family="IBM Plex Sans" fill="${colours.ink}"><rect width="${WIDTH}" height="${height}" rx="18" fill="${colours.paper}"/>` +
      `<rect width="${WIDTH}" height="62" rx="18" fill="${colours.band}"/>${text(40, 42, 28, layout.title, 'fill="#fff"')}` +
      text(560, 40, 16, layout.note, 'fill="#fff"') +
      `<path d="M0 ${height * 0.4}Q250 ${height * 0.2} 500 ${height * 0.45}T1000 ${height * 0.35}M0 ${height * 0.6}Q250 ${height * 0.4} 500 ${height * 0.65}T1000 ${height * 0.55}" fill="none" stroke="${colours.band}" stroke-opacity=".15" stroke-width="3"/>` +
      `${photo(layout.photo, paper.person.surname + paper.person.givenNames)}${lines.join("")}${machineLines(paper)}${told}${await symbols(paper, layout)}</g>`,
  };
}
