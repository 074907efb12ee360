/** Officers and people with significant control. Rows live beside their client; the client's commands write them. */
import { list } from "./queries.ts";

export { fromInput, fromRegister, type NewPerson, putPerson, removePerson, toRows } from "./people.ts";
export { rowsOf } from "./queries.ts";
export const Person = { list };
