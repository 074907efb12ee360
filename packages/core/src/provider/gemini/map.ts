/** The model's answer as the integration reference's result (F31), and how each of its fields was read. Pure. */
import { ADDRESS_FIELDS, TEXT_FIELDS, type WireDocument, type WireField } from "./wire.ts";

export type FieldName = (typeof TEXT_FIELDS)[number];

/** From 0 to 1, and on which page from 1. */
export interface Reading {
  confidence: number;
  page: number;
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
const readingOf = (field: WireField): Reading | undefined =>
  field && valueOf(field) !== null ? { confidence: field.confidence, page: field.page } : undefined;

export function toDocumentData(wire: WireDocument): DocumentData {
  const text = (name: FieldName) => valueOf(wire[name]);
  const readings = Object.fromEntries(
    [
      ...TEXT_FIELDS.map((name) => [name, readingOf(wire[name])] as const),
      ["address", ofAddress(wire)] as const,
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

function ofAddress({ address }: WireDocument): Reading | undefined {
  const read = ADDRESS_FIELDS.flatMap((name) => readingOf(address?.[name] ?? null) ?? []);
  return read.toSorted((a, b) => a.confidence - b.confidence)[0];
}
