import { expect, it } from "vitest";
import { sectionsFor } from "../../onboarding/question/catalogue.ts";
import { answersInWords } from "./answers.ts";

it("answers are told as people write them: days, choices and statements, in lists too", () => {
  const owner = { name: "Rosa Rowan", dateOfBirth: "1985-03-27", share: "75-100" };
  const answers = { reg41_read: "yes", date_of_birth: "1985-03-27", beneficial_owners: [owner] };
  const told = answersInWords({ answers, sections: sectionsFor("limited_company", answers) });
  expect(told.map(({ answer }) => answer)).toEqual(["Read", "27 March 1985", "Rosa Rowan, 27 March 1985, 75% or more"]);
});
