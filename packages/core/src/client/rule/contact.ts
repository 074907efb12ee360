import type { ContactItem } from "../entity.ts";
import { present } from "../../lib/table/present.ts";
import type { ContactInput } from "../schema.ts";

/** What a person typed about a contact, as the row holds it. */
export const contactFields = (typed: ContactInput): Pick<ContactItem, "name" | "email" | "phone" | "jobTitle"> => ({
  name: typed.name,
  ...present({ email: typed.email, phone: typed.phone, jobTitle: typed.jobTitle }),
});
