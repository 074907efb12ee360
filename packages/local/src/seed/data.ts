/** The demo firms and their clients (design of the demo: two firms, so that isolation can be seen). Invented people. */

/** One password for every demo account; printed at start. */
export const PASSWORD = "practice-hub-demo";

export const FIRMS = [
  {
    name: "Alder & Co",
    owner: { name: "Olive Alder", email: "owner@alder.example" },
    staff: { name: "Sam Ashdown", email: "staff@alder.example", role: "accountant" },
  },
  { name: "Birch LLP", owner: { name: "Bea Birch", email: "owner@birch.example" }, staff: null },
] as const;

/** What Alder's invoices print. Invented numbers: no bank has this sort code. */
export const ALDER_PROFILE = {
  version: 0,
  address: { addressLine1: "12 Alder Row", city: "Leeds", postcode: "LS1 4AP" },
  email: "accounts@alder.example",
  phone: "0113 496 0000",
  vatNumber: "GB123456789",
  bankAccountName: "Alder & Co",
  sortCode: "00-00-00",
  accountNumber: "12345678",
} as const;

/** The client whose person has a portal account. */
export const PORTAL = {
  client: {
    type: "limited_company",
    companyNumber: "09134567",
    contact: { name: "Iris Rowan", email: "client@rowan.example" },
  },
  person: { name: "Iris Rowan", email: "client@rowan.example" },
} as const;

/** Alder's other clients: from the register and typed by hand. Tesco is left for the visitor to take on. */
export const CLIENTS = [
  {
    type: "limited_company",
    companyNumber: "10245681",
    status: "active",
    contact: { name: "Jo Timber", email: "jo@aldertimber.example" },
  },
  {
    type: "limited_company",
    companyNumber: "11457812",
    contact: { name: "Ned Hawthorn", email: "ned@hawthorn.example" },
  },
  {
    type: "limited_company",
    companyNumber: "12569034",
    status: "active",
    contact: { name: "Priya Bramble", email: "priya@bramble.example" },
  },
  {
    type: "sole_trader",
    name: "Marigold Finch Ceramics",
    contact: { name: "Marigold Finch", email: "marigold@finch.example" },
  },
  {
    type: "individual",
    name: "Théo Saint-Clair",
    contact: { name: "Théo Saint-Clair", email: "theo@saintclair.example" },
  },
  {
    type: "partnership",
    name: "Larch & Lowe",
    status: "prospect",
    contact: { name: "Dana Lowe", email: "dana.bounce@larchlowe.example" },
  },
  {
    type: "charity",
    name: "Friends of Elder Wood",
    status: "inactive",
    contact: { name: "Pat Elder", email: "pat@elderwood.example" },
  },
] as const;

/** One invitation still open, and one whose mail bounces: so that both can be seen at once. */
export const INVITED = ["ned@hawthorn.example", "dana.bounce@larchlowe.example"] as const;

/** Birch's only client. */
export const BIRCH_CLIENT = {
  type: "sole_trader",
  name: "Aspen Gardens",
  contact: { name: "Robin Aspen", email: "robin@aspen.example" },
} as const;

/** The firm's catalogue, and what the portal client is offered: both services, waiting to be signed. */
export const SERVICES = [
  {
    name: "Bookkeeping and VAT",
    description: "Monthly bookkeeping in Xero and the quarterly VAT return",
    unitPricePence: 24_500,
    billing: "monthly",
    vatRate: "standard",
  },
  {
    name: "Year-end accounts",
    description: "Statutory accounts and the corporation tax return",
    unitPricePence: 145_000,
    billing: "annual",
    vatRate: "standard",
  },
] as const;
export const PROPOSAL = {
  title: "Bookkeeping and year-end accounts",
  introduction:
    "Dear Iris,\nthank you for the conversation. This is what we would do for you, and what it costs. Ask us anything before you sign.",
  terms:
    "Fees are billed by direct debit on the first of each month.\nEither side may end this agreement with one month's notice.",
} as const;
