import fc from "fast-check";
import { expect, it } from "vitest";
import { Client } from "../../client/index.ts";
import { CLIENT_TYPES, type ClientType } from "../../client/schema.ts";
import { someFirm } from "../../firm/testing/firm.ts";
import { withActor } from "../../lib/actor.ts";
import { VisibleError } from "../../lib/error.ts";
import { transact, write } from "../../lib/table/transact.ts";
import { ClientRow } from "../../client/entity.ts";
import { fromRegister, putPerson, toRows } from "../../person/index.ts";
import { Onboarding } from "../index.ts";
import { questionsFor, sectionsFor } from "../question/catalogue.ts";
import type { AskedQuestion, PortalAnswer, PortalOnboarding } from "../schema.ts";
import { type AnswerValue, checkAnswer } from "../question/value.ts";
import { loadCase } from "../read.ts";
import { ROSA, rosa } from "../testing/walk.ts";
import { AnswerRow } from "./entity.ts";

const DAY = "2026-11-24";
const refused = async (run: Promise<unknown>): Promise<VisibleError> => {
  try {
    await run;
  } catch (error) {
    if (error instanceof VisibleError) return error;
    throw error;
  }
  throw new Error("not refused");
};

/** Runs as a person of a client of that type, invited. */
async function asClient<T>(type: ClientType, fn: (clientId: string) => Promise<T>): Promise<T> {
  const owner = await someFirm();
  return withActor(owner, async () => {
    const { id } = await Client.create({ type, name: "Rowan & Daughters", contact: ROSA });
    await Onboarding.invite(id, ROSA, []);
    return withActor(rosa(id), () => fn(id));
  });
}

const asked = (view: PortalOnboarding): AskedQuestion[] => view.sections.flatMap(({ questions }) => questions);
const versionOf = (view: PortalOnboarding, key: string) =>
  asked(view).find((one) => one.key === key)?.answer?.version ?? 0;
const save = async (key: string, value: AnswerValue, over: Partial<PortalAnswer> = {}) =>
  Onboarding.saveAnswer({ key, value, version: versionOf(await Onboarding.forPortal({}), key), ...over });

/** An answer that will do. */
function some({
  key,
  kind,
  options,
  fields = [],
}: Pick<AskedQuestion, "key" | "kind" | "options" | "fields">): AnswerValue {
  if (kind === "choice") return key.startsWith("politically") ? "yes" : (options?.at(-1)?.value ?? "");
  if (kind === "confirm") return "yes";
  if (kind === "date") return "1985-03-27";
  if (kind === "company-number") return "445790";
  if (kind === "address") return { line1: "1 Elm Row", city: "Leeds", postcode: "ls1 4ap", country: "United Kingdom" };
  if (kind === "list")
    return [
      Object.fromEntries(
        fields.map((field) => [
          field.key,
          field.kind === "date"
            ? "1970-06-01"
            : (field.options?.[0]?.value ?? (field.key === "code" ? "81300" : "Rosa Rowan")),
        ]),
      ),
    ];
  return "Rowan";
}

/** Answers whatever is asked until nothing is. */
async function answerAll(but: readonly string[] = []): Promise<void> {
  for (let round = 0; round < 3; round += 1)
    for (const question of asked(await Onboarding.forPortal({})))
      if (!question.answer && !but.includes(question.key)) await save(question.key, some(question));
}

it("nobody without a company is asked about one, and every type is asked who it is and what the law wants", () => {
  for (const type of CLIENT_TYPES) {
    const keys = sectionsFor(type, {}).flatMap(({ questions }) => questions.map(({ key }) => key));
    expect(keys).toEqual(
      expect.arrayContaining(["reg41_read", "ai_consent", "date_of_birth", "cash_intensive_business"]),
    );
    expect([type, keys.includes("company_number")]).toEqual([
      type,
      ["company", "limited_company", "llp"].includes(type),
    ]);
    expect([type, keys.includes("beneficial_owners")]).toEqual([type, !["individual", "sole_trader"].includes(type)]);
    expect(new Set(keys).size).toBe(keys.length);
    for (const question of questionsFor(type)) expect([question.why, question.kept].every(Boolean)).toBe(true);
  }
});

it("whatever a browser sends, an answer is either refused in words or is one that its question takes again", () => {
  const questions = questionsFor("limited_company");
  const value = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
    fc.dictionary(fc.constantFrom("line1", "city", "country", "postcode", "x"), fc.string({ maxLength: 20 })),
    fc.array(
      fc.dictionary(fc.constantFrom("name", "dateOfBirth", "share", "role", "code"), fc.string({ maxLength: 12 })),
      { maxLength: 3 },
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...questions), value, (question, given) => {
      const first = checkAnswer(question, given, DAY);
      if ("errors" in first) expect(first.errors.every(({ message }) => message.length > 5)).toBe(true);
      else expect(checkAnswer(question, first.value, DAY)).toEqual(first);
    }),
    { numRuns: 400 },
  );
});

it.each([
  ["date_of_birth", "2026-02-30", "real date"],
  ["date_of_birth", "1985--3", "real date"],
  ["date_of_birth", "2027-01-01", "past"],
  ["date_of_birth", "2015-01-01", "16 years"],
  ["company_number", "12 34", null],
  ["company_number", "hello", "company number"],
  ["annual_turnover", "lots", "one of the answers"],
  ["contact_address", "1 Elm Row", "Enter home address"],
  ["beneficial_owners", [], "at least one owner"],
  ["beneficial_owners", [{ name: "Rosa" }], "date of birth"],
  ["incorporation_date", "", null],
] as const)("%s %j is answered with %s", (key, given, words) => {
  const question = questionsFor("limited_company").find((one) => one.key === key);
  if (!question) throw new Error(key);
  const found = checkAnswer(question, given as AnswerValue, DAY);
  if (words === null) expect(found).toHaveProperty("value");
  else expect(found).toHaveProperty("errors.0.message", expect.stringContaining(words));
});

it("a whole questionnaire is answered, refused with a field for each gap, submitted, and then closed", () =>
  asClient("limited_company", async (clientId) => {
    await answerAll(["contact_last_name", "pep_details"]);
    const gaps = await refused(Onboarding.submit({}));
    expect(gaps.code).toBe("onboarding.incomplete");
    expect(gaps.options.fields?.map(({ path }) => path)).toEqual(["contact_last_name", "pep_details"]);
    await answerAll();
    const done = await Onboarding.submit({ clientId });
    expect([done.stage, done.sections.every(({ required, answered }) => required === answered)]).toEqual([
      "verify",
      true,
    ]);
    expect((await loadCase(clientId)).row).toMatchObject({
      status: "pending_verification",
      riskAnswers: { pep: true, highRiskCountry: false, cashIntensive: false },
    });
    expect((await Onboarding.submit({})).stage).toBe("verify");
    expect((await refused(save("nationality", "French"))).code).toBe("onboarding.answers-closed");
  }));

it("two devices see each other: the later one is shown what the first one said, and the same answer twice is no conflict", () =>
  asClient("sole_trader", async () => {
    await save("contact_first_name", "Rosa");
    const both = await Promise.allSettled([save("contact_first_name", "Rose"), save("contact_first_name", "Rosie")]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const error = await refused(save("contact_first_name", "Rosa", { version: 1 }));
    expect(error.options.extra).toMatchObject({ current: { version: 2, value: expect.stringMatching(/^Ros(e|ie)$/) } });
    const again = await save(
      "contact_first_name",
      (error.options.extra as { current: { value: string } }).current.value,
      { version: 0 },
    );
    expect(versionOf(again, "contact_first_name")).toBe(2);
  }));

it("an address is the same one in whatever order the table gives its parts back", () =>
  asClient("sole_trader", async (clientId) => {
    const address = { line1: "1 Elm Row", city: "Leeds", postcode: "LS1 4AP", country: "United Kingdom" };
    await save("contact_address", address);
    const { tenantId } = (await loadCase(clientId)).row;
    const value = Object.fromEntries(Object.entries(address).toReversed());
    await AnswerRow.patch({ tenantId, clientId, key: "contact_address" }).set({ answer: { value } }).go();
    expect(versionOf(await save("contact_address", address, { version: 0 }), "contact_address")).toBe(1);
  }));

it("an answer that is saved while another device submits is either in what was submitted, or refused", () =>
  asClient("individual", async (clientId) => {
    await answerAll();
    const version = versionOf(await Onboarding.forPortal({}), "cash_intensive_business");
    const [saved] = await Promise.allSettled([
      Onboarding.saveAnswer({ key: "cash_intensive_business", value: "yes", version }),
      Onboarding.submit({}),
    ]);
    const { riskAnswers } = (await loadCase(clientId)).row;
    expect(riskAnswers?.cashIntensive).toBe(saved.status === "fulfilled");
  }));

it("what the register says is suggested, keeps its source when confirmed as it is, and never stands over an answer", () =>
  asClient("limited_company", async (clientId) => {
    const { row, client } = await loadCase(clientId);
    const person = {
      id: "o1",
      name: "ROWAN, Rosa",
      role: "director",
      isActive: true,
      appointedOn: null,
      resignedOn: null,
      dateOfBirth: "1970-06",
      nationality: "British",
      occupation: null,
    };
    const people = toRows(
      row.tenantId,
      clientId,
      fromRegister({
        directors: [person],
        pscs: [
          {
            ...person,
            id: "p1",
            kind: "individual",
            naturesOfControl: ["ownership-of-shares-75-to-100-percent"],
            notifiedOn: null,
            ceasedOn: null,
          },
        ],
        fetchedAt: "2026-11-01T00:00:00.000Z",
      } as never),
    );
    await transact([
      write(
        ClientRow.patch({ tenantId: row.tenantId, id: clientId }).set({
          registerSource: "register",
          companyNumber: "00445790",
          registeredName: "ROWAN LTD",
          companyType: "ltd",
        }),
      ),
      ...people.map(putPerson),
    ]);
    expect(client.registerSource).toBeUndefined();
    const suggested = new Map(asked(await Onboarding.forPortal({})).map(({ key, suggestion }) => [key, suggestion]));
    expect(suggested.get("company_number")).toMatchObject({ value: "00445790", source: "register" });
    expect(suggested.get("directors")?.value).toEqual([{ name: "ROWAN, Rosa", role: "director" }]);
    expect(suggested.get("beneficial_owners")?.value).toEqual([
      { name: "ROWAN, Rosa", nationality: "British", share: "75-100" },
    ]);
    await save("company_number", "00445790");
    await save("company_name", "Rowan Limited");
    const answers = new Map(asked(await Onboarding.forPortal({})).map((one) => [one.key, one]));
    expect(answers.get("company_number")).toMatchObject({ answer: { source: "register" }, suggestion: null });
    expect(answers.get("company_name")).toMatchObject({
      answer: { source: "typed", value: "Rowan Limited" },
      suggestion: null,
    });
  }));

it("a person of the portal reads and writes nothing of a client that is not theirs", () =>
  asClient("individual", async () => {
    const other = await asClient("individual", (id) => Promise.resolve(id));
    for (const run of [
      Onboarding.forPortal({ clientId: other }),
      Onboarding.saveAnswer({ clientId: other, key: "nationality", value: "French", version: 0 }),
      Onboarding.submit({ clientId: other }),
    ])
      expect((await refused(run)).code).toBe("client.not-found");
    expect((await refused(save("company_number", "00445790"))).code).toBe("question.not-found");
  }));
