/** Where things stand on the two kinds of paper. Units of the drawing: a card is 1000 wide. */
import type { PaperKind } from "../paper.ts";

interface Line {
  zone: string;
  field: string;
  label: string;
  x: number;
  y: number;
  size?: number;
}
export interface Layout {
  height: number;
  title: string;
  note: string;
  colours: { paper: string; band: string; ink: string };
  photo: { x: number; y: number; width: number };
  lines: readonly Line[];
  /** Where each zone's symbol stands, and how large it is. */
  blocks: Readonly<Record<string, { x: number; y: number; size: number }>>;
}

const SIDE = 128;
const block = (x: number, y: number, size = SIDE) => ({ x, y, size });

/** Machine-readable characters stand at fixed steps. */
export const MACHINE_STEP = 17.6;
const MACHINE = { x: 200, width: 44 * MACHINE_STEP, size: 25 };
/** The two lines of a passport; `y` is where the characters stand. */
export const MACHINE_LINES: Readonly<Record<string, { x: number; y: number; width: number; size: number }>> = {
  first: { ...MACHINE, y: 595 },
  second: { ...MACHINE, y: 637 },
};

export const LAYOUT: Readonly<Record<PaperKind, Layout>> = {
  passport: {
    height: 700,
    title: "UTOPIA  PASSPORT",
    note: "SPECIMEN · NOBODY'S · NOT VALID FOR ANYTHING",
    colours: { paper: "#f1ead9", band: "#6d2f3d", ink: "#1d1d26" },
    photo: { x: 40, y: 120, width: 250 },
    lines: [
      { zone: "paper", field: "type", label: "Type", x: 320, y: 130 },
      { zone: "paper", field: "state", label: "State", x: 400, y: 130 },
      { zone: "paper", field: "number", label: "Passport No.", x: 500, y: 130 },
      { zone: "name", field: "surname", label: "Surname (1)", x: 320, y: 200 },
      { zone: "name", field: "givenNames", label: "Given names (2)", x: 320, y: 265 },
      { zone: "name", field: "nationality", label: "Nationality (3)", x: 320, y: 330 },
      { zone: "birth", field: "born", label: "Date of birth (4)", x: 320, y: 395 },
      { zone: "birth", field: "sex", label: "Sex (5)", x: 560, y: 395 },
      { zone: "birth", field: "place", label: "Place of birth (6)", x: 560, y: 330 },
      { zone: "paper", field: "issued", label: "Date of issue (7)", x: 320, y: 460 },
      { zone: "paper", field: "expires", label: "Date of expiry (9)", x: 560, y: 460 },
    ],
    blocks: {
      paper: block(850, 105),
      name: block(850, 250),
      birth: block(850, 395),
      machine: block(36, 470, 148),
      remark: block(705, 105),
    },
  },
  "driving-licence": {
    height: 640,
    title: "UTOPIA  DRIVING LICENCE",
    note: "SPECIMEN · NOBODY'S · NOT A LICENCE",
    colours: { paper: "#f3dfe4", band: "#3b4a78", ink: "#1d1d26" },
    photo: { x: 40, y: 130, width: 230 },
    lines: [
      { zone: "name", field: "surname", label: "1.", x: 310, y: 130 },
      { zone: "name", field: "givenNames", label: "2.", x: 310, y: 190 },
      { zone: "birth", field: "born", label: "3.", x: 310, y: 250 },
      { zone: "birth", field: "place", label: "", x: 480, y: 250 },
      { zone: "paper", field: "issued", label: "4a.", x: 310, y: 310 },
      { zone: "paper", field: "authority", label: "4c.", x: 560, y: 310 },
      { zone: "paper", field: "expires", label: "4b.", x: 310, y: 370 },
      { zone: "machine", field: "number", label: "5.", x: 310, y: 430 },
      { zone: "address", field: "line1", label: "8.", x: 310, y: 490 },
      { zone: "address", field: "city", label: "", x: 310, y: 535, size: 22 },
      { zone: "address", field: "postcode", label: "", x: 510, y: 535, size: 22 },
    ],
    blocks: {
      name: block(850, 100),
      birth: block(705, 100),
      paper: block(850, 245),
      machine: block(705, 245),
      address: block(850, 390),
      remark: block(705, 390),
    },
  },
};
