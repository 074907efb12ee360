/**
 * Says what was seen, in the form that the request asks for: walks its `responseSchema` and understands names of properties as
 * a model does, by what they mean. Without a schema it answers as chat models do, JSON in a fence.
 */
import type { Schema } from "./request.ts";
import type { Fact, Sight } from "./sight.ts";

/** What properties are called that mean a fact; compared without case and punctuation. */
const MEANINGS: Readonly<Record<string, readonly string[]>> = {
  surname: ["surname", "lastname", "familyname"],
  givenNames: ["givennames", "firstname", "firstnames", "forenames", "givenname"],
  nationality: ["nationality"],
  birthDate: ["dateofbirth", "birthdate", "bornon", "dob"],
  birthPlace: ["placeofbirth", "birthplace"],
  sex: ["sex", "gender"],
  documentNumber: ["documentnumber", "number", "passportnumber", "licencenumber", "drivernumber"],
  issueDate: ["issuedate", "dateofissue", "issuedon", "validfrom"],
  expiryDate: ["expirydate", "dateofexpiry", "expireson", "validuntil"],
  issuer: ["issuingstate", "issuingcountry"],
  mrz1: ["mrzline1", "mrz1"],
  mrz2: ["mrzline2", "mrz2"],
  line1: ["line1", "addressline1", "street"],
  city: ["city", "town", "posttown"],
  postcode: ["postcode", "postalcode", "zip"],
};
const FACT_OF = new Map(Object.entries(MEANINGS).flatMap(([fact, names]) => names.map((name) => [name, fact])));
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
const MRZ_LIST = new Set(["mrz", "mrzlines", "machinereadablelines", "machinereadablezone"]);
const KIND = new Set(["documenttype", "type", "kind"]);

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** The answer as JSON text. */
export function answer(sight: Sight, schema: Schema | undefined): string {
  return schema
    ? JSON.stringify(fill(schema, "", sight))
    : `\`\`\`json\n${JSON.stringify(unasked(sight), null, 2)}\n\`\`\``;
}

function fill(schema: Schema, name: string, sight: Sight): Json {
  const called = plain(name);
  switch ((schema.type ?? "").toLowerCase()) {
    case "object":
      return object(schema, called, sight);
    case "array":
      return MRZ_LIST.has(called) ? ["mrz1", "mrz2"].flatMap((line) => sight.facts[line]?.value ?? []) : [];
    case "string":
      return KIND.has(called) ? kindIn(schema, sight) : (factOf(called, sight)?.value ?? none(schema, ""));
    case "boolean":
      return schema.nullable ? null : false;
    default:
      return none(schema, 0);
  }
}

const factOf = (called: string, { facts }: Sight): Fact | undefined => facts[FACT_OF.get(called) ?? ""];
const none = (schema: Schema, otherwise: Json): Json => (schema.nullable ? null : otherwise);

/** A property with a value and how it was read, or one with parts. */
function object(schema: Schema, called: string, sight: Sight): Json {
  const properties = Object.entries(schema.properties ?? {});
  const fact = factOf(called, sight);
  const isField = properties.some(([name]) => plain(name) === "value");
  if (isField && !fact && schema.nullable) return null;
  if (
    !isField &&
    schema.nullable &&
    called !== "" &&
    !hasAny(
      properties.map(([name]) => name),
      sight,
    )
  )
    return null;
  return Object.fromEntries(
    properties.map(([name, part]): [string, Json] => {
      if (!isField) return [name, fill(part, name, sight)];
      if (plain(name) === "value") return [name, fact?.value ?? none(part, "")];
      if (plain(name) === "confidence") return [name, fact?.confidence ?? 0];
      if (plain(name) === "page") return [name, fact?.page ?? none(part, 1)];
      if (plain(name) === "box2d") return [name, fact?.box ? [...fact.box] : none(part, [])];
      return [name, none(part, "")];
    }),
  );
}
const hasAny = (names: readonly string[], sight: Sight): boolean =>
  names.some((name) => factOf(plain(name), sight) !== undefined);

function kindIn(schema: Schema, { kind }: Sight): Json {
  const wanted = plain(kind ?? "other");
  return (
    schema.enum?.find((one) => plain(one) === wanted) ??
    schema.enum?.find((one) => plain(one) === "other") ??
    kind ??
    none(schema, "")
  );
}

/** The names of the product's integration reference, for a prompt that gives no schema. */
function unasked({ kind, facts }: Sight): Json {
  const value = (name: string): Json => facts[name]?.value ?? null;
  return {
    firstName: value("givenNames"),
    lastName: value("surname"),
    dateOfBirth: value("birthDate"),
    nationality: value("nationality"),
    documentNumber: value("documentNumber"),
    documentType: kind,
    expiryDate: value("expiryDate"),
    issueDate: value("issueDate"),
    placeOfBirth: value("birthPlace"),
    address: facts.line1
      ? { line1: value("line1"), city: value("city"), postcode: value("postcode"), country: null }
      : null,
  };
}
