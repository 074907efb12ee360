/** The columns that an import knows: our names for them, and what other programs call them. Safe for the browser. */

export interface ImportField {
  name: string;
  /** The header in our template. */
  label: string;
  /** Other headers that mean the same, in lower case without punctuation. */
  also: readonly string[];
  /** What may stand in it, for the page and the template. */
  hint: string;
  example: string;
}

export const IMPORT_FIELDS = [
  {
    name: "name",
    label: "Name",
    also: [
      "client name",
      "client",
      "company name",
      "company",
      "business name",
      "contactname",
      "trading name",
      "account name",
    ],
    hint: "Required",
    example: "Cedar Joinery Limited",
  },
  {
    name: "type",
    label: "Type",
    also: ["client type", "business type", "entity type", "legal form"],
    hint: "Limited company, LLP, sole trader, partnership, individual, trust, charity, company or other",
    example: "Limited company",
  },
  {
    name: "companyNumber",
    label: "Company number",
    also: [
      "company no",
      "company reg no",
      "registration number",
      "registered number",
      "crn",
      "company registration number",
      "companynumber",
    ],
    hint: "Eight characters; leading zeros are put back",
    example: "01234567",
  },
  {
    name: "clientCode",
    label: "Client code",
    also: ["code", "reference", "client reference", "client ref", "account number", "accountnumber", "client id"],
    hint: "2 to 20 letters, digits or dashes; made by us when empty",
    example: "CED001",
  },
  {
    name: "status",
    label: "Status",
    also: ["client status"],
    hint: "Prospect, onboarding, active or inactive; active when empty",
    example: "Active",
  },
  {
    name: "email",
    label: "Email",
    also: ["email address", "e mail", "emailaddress", "company email", "business email"],
    hint: "The client's own address",
    example: "office@cedar.example",
  },
  {
    name: "phone",
    label: "Phone",
    also: ["telephone", "tel", "phone number", "telephone number", "mobile"],
    hint: "",
    example: "0113 496 0000",
  },
  { name: "website", label: "Website", also: ["web", "url", "web site"], hint: "", example: "https://cedar.example" },
  {
    name: "vatRegistered",
    label: "VAT registered",
    also: ["vat"],
    hint: "Yes or no; yes when there is a VAT number",
    example: "Yes",
  },
  {
    name: "vatNumber",
    label: "VAT number",
    also: ["vat no", "vat reg no", "vat registration number", "tax number", "taxnumber"],
    hint: "",
    example: "GB123456789",
  },
  {
    name: "yearEnd",
    label: "Year end",
    also: ["accounting year end", "accounts year end", "financial year end", "yearend", "year end date"],
    hint: "Day and month: 31/03 or 31 March",
    example: "31/03",
  },
  {
    name: "incorporatedOn",
    label: "Incorporated on",
    also: ["incorporation date", "date of incorporation", "incorporated"],
    hint: "DD/MM/YYYY or YYYY-MM-DD",
    example: "14/02/2019",
  },
  {
    name: "addressLine1",
    label: "Address line 1",
    also: ["address", "address 1", "addressline1", "street", "registered office", "poaddressline1"],
    hint: "",
    example: "1 Mill Lane",
  },
  {
    name: "addressLine2",
    label: "Address line 2",
    also: ["address 2", "addressline2", "poaddressline2"],
    hint: "",
    example: "",
  },
  { name: "city", label: "City", also: ["town", "town city", "post town", "pocity"], hint: "", example: "Leeds" },
  { name: "county", label: "County", also: ["region", "poregion"], hint: "", example: "" },
  {
    name: "postcode",
    label: "Postcode",
    also: ["post code", "postal code", "zip", "popostalcode"],
    hint: "",
    example: "LS1 4AP",
  },
  { name: "country", label: "Country", also: ["pocountry"], hint: "", example: "United Kingdom" },
  {
    name: "contactName",
    label: "Contact name",
    also: ["contact", "primary contact", "main contact", "contact person"],
    hint: "The person you write to",
    example: "Carol Cedar",
  },
  {
    name: "contactEmail",
    label: "Contact email",
    also: ["contact email address", "primary contact email"],
    hint: "",
    example: "carol@cedar.example",
  },
  {
    name: "contactPhone",
    label: "Contact phone",
    also: ["contact telephone", "contact mobile"],
    hint: "",
    example: "",
  },
  {
    name: "contactJobTitle",
    label: "Contact job title",
    also: ["job title", "position"],
    hint: "",
    example: "Director",
  },
  {
    name: "accountManager",
    label: "Account manager",
    also: ["manager", "client manager", "partner"],
    hint: "The email address of a member of your firm",
    example: "",
  },
  { name: "notes", label: "Notes", also: ["note", "comments"], hint: "", example: "" },
] as const satisfies readonly ImportField[];

export type ImportFieldName = (typeof IMPORT_FIELDS)[number]["name"];

const plain = (header: string): string =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const BY_HEADER = new Map<string, ImportFieldName>(
  IMPORT_FIELDS.flatMap(({ name, label, also }) => [label, ...also].map((word) => [plain(word), name] as const)),
);

export interface Suggestion {
  mapping: (ImportFieldName | null)[];
  /** Whether it needs no look: every column is one of ours, and there is one for the name. */
  sure: boolean;
}

/** The fields that headers seem to mean; each field once, the first column wins. */
export function suggestMapping(headers: readonly string[]): Suggestion {
  const used = new Set<ImportFieldName>();
  const mapping = headers.map((header) => {
    const field = BY_HEADER.get(plain(header));
    if (field === undefined || used.has(field)) return null;
    used.add(field);
    return field;
  });
  return { mapping, sure: used.has("name") && mapping.every((field) => field !== null) };
}

/** The header of our template for a field. */
export const labelOf = (name: ImportFieldName): string =>
  IMPORT_FIELDS.find((field) => field.name === name)?.label ?? name;
