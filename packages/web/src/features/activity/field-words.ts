/** The words of a client's fields, in activity and in conflicts. */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  name: "Name",
  status: "Status",
  type: "Type",
  clientCode: "Client code",
  companyNumber: "Company number",
  registeredOffice: "Registered office",
  email: "Email address",
  phone: "Telephone",
  website: "Website",
  vatRegistered: "VAT registered",
  vatNumber: "VAT number",
  yearEnd: "Year end",
  incorporatedOn: "Incorporated",
  accountManagerId: "Account manager",
  notes: "Notes",
  "contact.name": "Contact's name",
  "contact.email": "Contact's email address",
  "contact.phone": "Contact's telephone",
  "contact.jobTitle": "Contact's job title",
};

/** `{contact: {email: "a"}}` → `{"contact.email": "a"}`; null and undefined become null. */
export function flatFields(value: object, prefix = ""): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]: [string, unknown]): [string, string | null][] => {
      const path = prefix === "" ? name : `${prefix}.${name}`;
      if (part === null || part === undefined || part === "") return [[path, null]];
      if (typeof part === "object" && !Array.isArray(part)) return Object.entries(flatFields(part, path));
      return [
        [
          path,
          typeof part === "string" || typeof part === "number" || typeof part === "boolean"
            ? String(part)
            : JSON.stringify(part),
        ],
      ];
    }),
  );
}
