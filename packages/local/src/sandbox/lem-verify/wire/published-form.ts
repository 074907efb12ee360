/** Webhook bodies as LEM Verify publishes them. It knows no FAIL: what does not pass is REFER, and a person decides. */
import type { Check, Hit, Paper, Result } from "../check.ts";

const KEPT_S = 7 * 24 * 60 * 60;
const seconds = (ms: number) => Math.floor(ms / 1000);
const parts = (date: string) => {
  const [year, month, day] = date.split("-").map(Number);
  return { day, month, year };
};
const TYPES: Record<Paper["type"], string> = { passport: "PASSPORT", driving_licence: "DRIVING_LICENSE" };

export function publishedResult(check: Check, result: Result, balance: number) {
  const passed = result.outcome === "pass";
  const { person, paper } = result;
  return {
    id: check.id,
    type: "COMBINATION",
    friendlyId: check.clientReference,
    startedAt: seconds(check.createdAtMs),
    processedAt: seconds(result.atMs),
    deletionAt: seconds(result.atMs) + KEPT_S,
    result: passed ? "PASSED" : "REFER",
    ...(passed ? {} : { referMessage: result.reason ?? "Refer" }),
    balance,
    ...(person
      ? {
          person: {
            title: "MR",
            forename: person.forename.toUpperCase(),
            surname: person.surname.toUpperCase(),
            gender: "MALE",
            dob: parts(person.dateOfBirth),
            address: {
              buildingNumber: "10",
              address1: "HIGH ST",
              postTown: "LEEDS",
              country: "England",
              postCode: "LS1 1AA",
            },
          },
          liveperson: { age: 41, gender: "MALE" },
        }
      : {}),
    documents: paper
      ? [
          {
            type: TYPES[paper.type],
            documentNumber: paper.number,
            expiryDate: parts(paper.expiryDate),
            issuingCountry: "GB",
            result: paper.verified ? "PASSED" : "REFER",
          },
        ]
      : [],
  };
}

export const publishedAlert = (check: Check, result: Result, hit: Hit) => ({
  id: check.monitorId ?? check.id,
  type: "AML_ALERT",
  friendlyId: check.clientReference,
  startedAt: seconds(check.createdAtMs),
  processedAt: seconds(result.atMs),
  result: "ALERT",
  alerts: [{ id: hit.id, type: hit.type.toUpperCase().replace("-", "_"), name: hit.name, detail: hit.detail }],
});
