/**
 * From what a model says it read to what may be pre-filled. The model's word is never enough: a value is filled only when the
 * document says it twice and its check digits add up; everything else is offered or withheld, with the reason. Pure.
 */
import * as z from "zod";
import type { DocumentData } from "../../provider/gemini/index.ts";
import { FIELD_KEYS, type FieldKey, type FieldReason, type ReadAddress, type ReadField } from "../schema.ts";
import { isAdult, isDay, isPast } from "./date.ts";
import { compareSurname, parseDriverNumber } from "./driver-number.ts";
import { parseMrz, shortDay } from "./mrz.ts";
import { isPlausibleName, nameOf, sameName } from "./name.ts";
import { isKnownNationality, nationalityOf } from "./nationality.ts";

/** Below this the model itself doubts a character. */
const SURE = 0.8;

/** What stands against or for a value: a reason that withholds it, `proven`, or `unproven`. */
type Verdict = { reason: FieldReason; value?: string };
type Witness = (key: FieldKey, value: string) => Verdict;

const UNPROVEN: Verdict = { reason: "unproven" };

/** Fields that a kind of document does not have. */
const ABSENT: Readonly<Record<string, readonly FieldKey[]>> = {
  passport: ["address"],
  driving_licence: ["nationality"],
};

export interface Judged {
  fields: ReadField[];
  /** The document's own last day, when it is over. */
  expiredOn: string | null;
}

/** `today` is `YYYY-MM-DD`. */
export function judge(data: DocumentData, today: string): Judged {
  const witness = witnessOf(data);
  const keys = FIELD_KEYS.filter((key) => !(ABSENT[data.documentType] ?? []).includes(key));
  const fields = keys.map((key) => (key === "address" ? addressOf(data) : fieldOf(data, key, witness, today)));
  const expiry = fields.find(({ key }) => key === "expiryDate");
  const expiresOn = typeof expiry?.value === "string" ? expiry.value : null;
  return { fields: doubted(fields), expiredOn: expiresOn !== null && isPast(expiresOn, today) ? expiresOn : null };
}

function fieldOf(data: DocumentData, key: Exclude<FieldKey, "address">, witness: Witness, today: string): ReadField {
  const { [key]: value } = data;
  const reading = data.readings[key] ?? null;
  const { reason, value: said = value } = ((): Verdict => {
    if (value === null || reading === null) return { reason: "not-read" };
    if (reading.confidence < SURE) return { reason: "unsure" };
    if (!isPlausible(key, value, data, today)) return { reason: "implausible" };
    return witness(key, value);
  })();
  return field(
    key,
    reason,
    key === "firstName" || key === "lastName" || key === "placeOfBirth" ? said && nameOf(said) : said,
    reading,
  );
}

function field(
  key: FieldKey,
  reason: FieldReason,
  value: string | ReadAddress | null,
  reading: Pick<ReadField, "confidence" | "page" | "box"> | null,
): ReadField {
  const state = reason === "proven" ? "filled" : reason === "unproven" || reason === "doubted" ? "offered" : "withheld";
  const { confidence, page, box } = reading ?? { confidence: null, page: null, box: null };
  // A place stays with what is withheld: who types it in looks there.
  return { key, state, value: state === "withheld" ? null : value, confidence, page, box, reason };
}

/** A document that contradicts itself in one place proves nothing in another. */
function doubted(fields: readonly ReadField[]): ReadField[] {
  const isDoubtful = fields.some(({ reason }) => ["differs", "check-failed", "implausible"].includes(reason));
  return fields.map((one) =>
    isDoubtful && one.state !== "withheld" ? { ...one, state: "offered", reason: "doubted" } : one,
  );
}

function isPlausible(key: FieldKey, value: string, data: DocumentData, today: string): boolean {
  const { dateOfBirth, issueDate, expiryDate } = data;
  switch (key) {
    case "firstName":
    case "lastName":
    case "nationality":
    case "placeOfBirth":
      return isPlausibleName(value.replaceAll("/", " "));
    case "dateOfBirth":
      return isDay(value) && isAdult(value, today);
    case "issueDate":
      return isDay(value) && value <= today && value > (dateOfBirth ?? "") && value < (expiryDate ?? "9999");
    case "expiryDate":
      return isDay(value) && value > (issueDate ?? "");
    case "documentNumber":
      return /^[A-Z0-9 -]{4,20}$/i.test(value);
    case "address":
      return true;
  }
}

function witnessOf(data: DocumentData): Witness {
  switch (data.documentType) {
    case "passport":
      return ofPassport(data);
    case "driving_licence":
      return ofLicence(data);
    case "other":
      return () => UNPROVEN;
  }
}

/** The machine-readable lines as the second reading. Without them nothing is proven. */
function ofPassport({ mrzLines }: DocumentData): Witness {
  const mrz = parseMrz(mrzLines);
  if (!mrz) return () => UNPROVEN;
  const { valid } = mrz;
  // No digit guards the letters; that the whole line adds up says that the lines were read and not imagined.
  const told = (same: boolean, isValid: boolean, value?: string): Verdict =>
    isValid && valid.all
      ? { reason: same ? "proven" : "differs", ...(value === undefined ? {} : { value }) }
      : { reason: "check-failed" };
  return (key, value) => {
    switch (key) {
      case "firstName":
        return told(sameName(value, mrz.givenNames, mrz.namesCut), true);
      case "lastName":
        return told(sameName(value, mrz.surname, mrz.namesCut && mrz.givenNames === ""), true);
      case "nationality": {
        if (!isKnownNationality(mrz.nationality)) return UNPROVEN;
        const word = nationalityOf(mrz.nationality, value);
        return told(word !== null, true, word ?? undefined);
      }
      case "documentNumber":
        return told(value.toUpperCase().replaceAll(/[\s-]/g, "") === mrz.number, valid.number);
      case "dateOfBirth":
        return told(shortDay(value) === mrz.born, valid.born);
      case "expiryDate":
        return told(shortDay(value) === mrz.expires, valid.expires);
      case "issueDate":
      case "placeOfBirth":
      case "address":
        return UNPROVEN;
    }
  };
}

/** The driver number as the second reading: of the birth date wholly, of the surname as far as its letters go. */
function ofLicence({ documentNumber }: DocumentData): Witness {
  const number = documentNumber === null ? null : parseDriverNumber(documentNumber);
  // A licence of another country has another number, which proves nothing; a British one that is no date is misread.
  if (!number) {
    const isBroken = documentNumber !== null && /^[A-Z9]{5}\d{6}/i.test(documentNumber);
    return (key) => (isBroken && key === "documentNumber" ? { reason: "check-failed" } : UNPROVEN);
  }
  return (key, value) => {
    if (key === "dateOfBirth") return { reason: shortDay(value) === number.born ? "proven" : "differs" };
    if (key === "firstName")
      return { reason: value.toUpperCase().startsWith(number.initials.slice(0, 1)) ? "unproven" : "differs" };
    if (key !== "lastName") return UNPROVEN;
    const { same, whole } = compareSurname(number, value);
    return { reason: same ? (whole ? "proven" : "unproven") : "differs" };
  };
}

const Postcode = z.string().regex(/^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i);

/** Nothing on a licence repeats the address: it is offered, whole, or withheld. */
function addressOf({ address, readings }: DocumentData): ReadField {
  const reading = readings.address ?? null;
  const isWhole = address !== null && address.line1 !== null && address.postcode !== null;
  const reason: FieldReason =
    address === null || reading === null
      ? "not-read"
      : reading.confidence < SURE || !isWhole
        ? "unsure"
        : Postcode.safeParse(address.postcode).success
          ? "unproven"
          : "implausible";
  const value = address && {
    ...address,
    line1: address.line1 && nameOf(address.line1),
    city: address.city && nameOf(address.city),
  };
  return field("address", reason, value, reading);
}
