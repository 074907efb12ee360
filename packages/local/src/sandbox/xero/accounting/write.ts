/**
 * Writes of many elements: each is taken or refused by itself. With `summarizeErrors=false` the answer is 200 and says for
 * each what became of it; without, one refusal is a 400 and nothing of the request was done.
 */
import * as z from "zod";
import type { Book } from "../book/book.ts";
import { Invalid } from "../book/invalid.ts";
import type { Wire } from "../query/where.ts";
import type { Store } from "../../store.ts";
import type { Ask } from "./door.ts";
import { envelope, refusedElement, validationException } from "./envelope.ts";
import { idempotent } from "./idempotency.ts";
import { wrong } from "./refusal.ts";

export interface WriteRules<Input> {
  plural: string;
  idField: string;
  schema: z.ZodType<Input>;
  /** Does it and answers the record as it goes out; throws `Invalid`. */
  write: (book: Book, input: Input) => Wire;
  /** Members that are put into every element, such as the id of the path. */
  given?: Wire;
}

/** Documented: keep a request under 3.5 MB. */
const MAX_BYTES = 3_500_000;
const Elements = z.array(z.record(z.string(), z.unknown()));

export async function written<Input>(c: Ask, store: Store, rules: WriteRules<Input>): Promise<Response> {
  const book = c.get("book");
  const text = await c.req.text();
  if (Buffer.byteLength(text) > MAX_BYTES) return c.text("The request is too large", 413);
  const elements = elementsOf(text, rules.plural);
  if (!elements || elements.length === 0)
    return wrong(c, { type: "PostDataInvalidException", number: 17, message: "JSON for post data was invalid" });
  const summarize = (c.req.query("summarizeErrors") ?? "true").toLowerCase() !== "false";
  return idempotent(c, book, store, text, () => {
    try {
      const records = store.atomically(() => {
        const results = elements.map((element) => one(store, book, rules, { ...element, ...rules.given }));
        const failed = results.filter((result) => result.refused).map((result) => result.record);
        if (summarize && failed.length > 0) throw new Summary(failed);
        return results.map(({ record }) => record);
      });
      return { status: 200, body: envelope(rules.plural, { records }, book.now()) };
    } catch (error) {
      if (error instanceof Summary) return { status: 400, body: validationException(error.elements) };
      throw error;
    }
  });
}

/** Undoes a request that is answered with what was wrong in it. */
class Summary extends Error {
  override readonly name = "Summary";
  readonly elements: Wire[];
  constructor(elements: Wire[]) {
    super("refused");
    this.elements = elements;
  }
}

/** `{"Contacts": […]}`, a bare list, or one bare element. */
function elementsOf(text: string, plural: string): Wire[] | undefined {
  try {
    const body: unknown = JSON.parse(text);
    if (Array.isArray(body)) return Elements.parse(body);
    const record = z.record(z.string(), z.unknown()).parse(body);
    return plural in record ? Elements.parse(record[plural]) : [record];
  } catch {
    return undefined;
  }
}

function one<Input>(
  store: Store,
  book: Book,
  rules: WriteRules<Input>,
  element: Wire,
): { record: Wire; refused: boolean } {
  const refused = (messages: readonly string[]) => ({
    record: { ...refusedElement(element, rules.idField, messages), StatusAttributeString: "ERROR" },
    refused: true,
  });
  const parsed = rules.schema.safeParse(element);
  if (!parsed.success)
    return refused(parsed.error.issues.map((issue) => `${issue.path.join(".")} is not valid: ${issue.message}`));
  try {
    const record = store.atomically(() => rules.write(book, parsed.data));
    return { record: { ...record, StatusAttributeString: "OK" }, refused: false };
  } catch (error) {
    if (error instanceof Invalid) return refused(error.messages);
    throw error;
  }
}

/** How many decimals a request wants for unit prices. */
export const unitdp = (c: Ask): 2 | 4 => (c.req.query("unitdp") === "4" ? 4 : 2);
