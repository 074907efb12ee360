/** Who has a Microsoft account in this twin: the people a tester can pick, each with a case worth having. */

/** Microsoft's fixed tenant of personal accounts. */
export const CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad";
const ALDER = "6f1c7a52-3d0e-4a7b-9a53-0a1de7c0a1de";
const BIRCH = "b17c4e90-58d2-4c1f-8e11-b17cb17cb17c";

export interface Person {
  oid: string;
  tid: string;
  name: string;
  email: string;
  /** What the picker says about the case. */
  note: string;
  /** Claims beyond the usual ones. */
  claims: Record<string, unknown>;
}

export const PEOPLE: readonly Person[] = [
  {
    oid: "00000000-0000-4000-8000-00000000a001",
    tid: ALDER,
    name: "Olivia Alder",
    email: "owner@alder.example",
    note: "work account, address proven by the tenant's domain",
    claims: { xms_edov: true },
  },
  {
    oid: "00000000-0000-4000-8000-00000000a002",
    tid: ALDER,
    name: "Sam Alder",
    email: "staff@alder.example",
    note: "work account, address not proven (an administrator can write any)",
    claims: {},
  },
  {
    oid: "00000000-0000-4000-8000-00000000b001",
    tid: BIRCH,
    name: "Bea Birch",
    email: "owner@birch.example",
    note: "work account of another tenant",
    claims: { xms_edov: true },
  },
  {
    oid: "00000000-0000-4000-8000-00000000c001",
    tid: CONSUMERS,
    name: "Rowan Client",
    email: "client@rowan.example",
    note: "personal account",
    claims: { email_verified: true },
  },
  {
    oid: "00000000-0000-4000-8000-00000000a003",
    tid: ALDER,
    name: "Nora Nomail",
    email: "",
    note: "work account without an address",
    claims: {},
  },
];

/** People made up by a test: any address, in a tenant of one's choice. */
export const madeUp: Person[] = [];

export const personOf = (oid: string): Person | undefined =>
  [...PEOPLE, ...madeUp].find((person) => person.oid === oid);

/** Whether somebody may sign in at the endpoint of `tenant`: a tenant's id, or common, organizations, consumers. */
export function mayEnter(tenant: string, person: Person): boolean {
  if (tenant === "common") return true;
  if (tenant === "organizations") return person.tid !== CONSUMERS;
  if (tenant === "consumers") return person.tid === CONSUMERS;
  return tenant === person.tid;
}
