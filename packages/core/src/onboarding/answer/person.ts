/** Who the client's person is, by what they answered. */
import { tenantId } from "../../lib/actor.ts";
import type { AnswerValue } from "../question/value.ts";
import { AnswerRow } from "./entity.ts";

/** For whoever has checked that the actor may see the client. One request. */
export async function personAnswered(
  clientId: string,
): Promise<Record<"given" | "family" | "dateOfBirth", string | undefined>> {
  const { data } = await AnswerRow.query
    .byClient({ tenantId: tenantId(), clientId })
    .go({ consistent: true, pages: "all" });
  const answers = new Map(data.map(({ key, answer }): [string, AnswerValue] => [key, answer.value]));
  const text = (key: string): string | undefined => {
    const value = answers.get(key);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  return { given: text("contact_first_name"), family: text("contact_last_name"), dateOfBirth: text("date_of_birth") };
}
