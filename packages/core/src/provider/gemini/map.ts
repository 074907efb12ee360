/** The model's answer as the integration reference's result (F31), and how each of its fields was read. Pure. */
import { around, type Box, boxOf, shown } from "./box.ts";
import type { Orientation } from "./picture.ts";
import { ADDRESS_FIELDS, TEXT_FIELDS, type WireDocument, type WireField } from "./wire.ts";

export type FieldName = (typeof TEXT_FIELDS)[number];

/** How surely, from 0 to 1; on which page, from 1; and where on it, when the model says so. */
export interface Reading {
  confidence: number;
  page: number;
  box: Box | null;
}

/** What is not printed, or could not be read, is null. Dates `YYYY-MM-DD` where the model kept to it. */
export interface DocumentData extends Readonly<Record<FieldName, string | null>> {
  documentType: "passport" | "driving_licence" | "other";
  address: { line1: string | null; city: string | null; postcode: string | null; country: string | null } | null;
  /** As read: of the address the least sure of its parts. */
  readings: Partial<Record<FieldName | "address", Reading>>;
  mrzLines: readonly string[];
}

const valueOf = (field: WireField): string | null => field?.value.trim().replaceAll(/\s+/g, " ") || null;

/** `orientation`: how the picture that was sent is shown; null drops every place, for nobody could find it again. */
export function toDocumentData(wire: WireDocument, orientation: Orientation | null): DocumentData {
  const readingOf = (field: WireField): Reading | undefined => {
    if (!field || valueOf(field) === null) return undefined;
    const { confidence, page, box_2d: said } = field;
    const box = orientation === null ? null : boxOf(said);
    return { confidence, page, box: box && orientation ? shown(box, orientation) : null };
  };
  const text = (name: FieldName) => valueOf(wire[name]);
  const readings = Object.fromEntries(
    [
      ...TEXT_FIELDS.map((name) => [name, readingOf(wire[name])] as const),
      ["address", ofParts(ADDRESS_FIELDS.map((name) => readingOf(wire.address?.[name] ?? null)))] as const,
    ].filter(([, reading]) => reading !== undefined),
  );
  return {
    documentType: wire.documentType,
    firstName: text("firstName"),
    lastName: text("lastName"),
    dateOfBirth: text("dateOfBirth"),
    nationality: text("nationality"),
    documentNumber: text("documentNumber"),
    expiryDate: text("expiryDate"),
    issueDate: text("issueDate"),
    placeOfBirth: text("placeOfBirth"),
    address: wire.address && {
      line1: valueOf(wire.address.line1),
      city: valueOf(wire.address.city),
      postcode: valueOf(wire.address.postcode),
      country: valueOf(wire.address.country),
    },
    readings,
    mrzLines: wire.mrzLines,
  };
}

/** The least sure of the parts, and where those that stand on its page stand. */
function ofParts(parts: readonly (Reading | undefined)[]): Reading | undefined {
  const read = parts.flatMap((part) => part ?? []).toSorted((a, b) => a.confidence - b.confidence);
  const [worst] = read;
  const there = read.flatMap(({ page, box }) => (box && page === worst?.page ? [box] : []));
  return worst && { ...worst, box: around(there) };
}
