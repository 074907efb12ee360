/**
 * The demo firm, made through the product's own doors: sign-up, the mailed links, invitations, clients. What the seed shows
 * therefore works. Safe to run again after a kill in the middle: what exists already is left as it is.
 */
import { Caller } from "./caller.ts";
import { ALDER_PROFILE, BIRCH_CLIENT, CLIENTS, FIRMS, INVITED, PASSWORD, PORTAL, PROPOSAL, SERVICES } from "./data.ts";
import type { Demo, Product } from "./demo.ts";
import { fileDocuments } from "./documents.ts";

const CONFLICT = 409;
const GONE = 410;

/** Seeds both firms; answers the demo sign-ins. */
export async function seed(product: Product): Promise<Demo> {
  const [alder, birch] = await Promise.all(FIRMS.map((firm) => signUp(product, firm)));
  if (!alder || !birch) throw new Error("seed: no firms");
  await Promise.all([
    joinStaff(product, alder, FIRMS[0].staff),
    takeOnPortalClient(product, alder),
    takeOn(alder),
    alder.call("PATCH", "/api/firm", ALDER_PROFILE, [CONFLICT]),
    alder.call("PATCH", "/api/settings/document-reading", { enabled: true, version: 0 }, [CONFLICT]),
    birch.call("POST", "/api/clients", BIRCH_CLIENT, [CONFLICT]),
  ]);
  return {
    firm: FIRMS[0].name,
    staff: { email: FIRMS[0].owner.email, password: PASSWORD },
    portal: { email: PORTAL.person.email, password: PASSWORD },
    accounts: [FIRMS[0].owner.email, FIRMS[0].staff.email, FIRMS[1].owner.email, PORTAL.person.email],
  };
}

/** Signs a firm up and in: the address is verified by its mailed link. What an earlier seed made is only signed in to. */
async function signUp(product: Product, firm: (typeof FIRMS)[number]): Promise<Caller> {
  const owner = new Caller(product.url);
  const credentials = { email: firm.owner.email, password: PASSWORD };
  const signedIn = await owner.call("POST", "/api/auth/sign-in/email", credentials, [401, 403]);
  if ("user" in signedIn) return owner;
  const old = await linksTo(product, firm.owner.email);
  await owner.call("POST", "/api/auth/sign-up/email", { ...firm.owner, password: PASSWORD, firmName: firm.name });
  const link = new URL(await linkIn(product, firm.owner.email, /verify-email/, old));
  await owner.call("GET", `/api/auth/verify-email${link.search}`);
  await owner.call("POST", "/api/auth/sign-in/email", credentials);
  return owner;
}

async function joinStaff(product: Product, owner: Caller, staff: (typeof FIRMS)[0]["staff"]): Promise<void> {
  await owner.call("POST", "/api/auth/organization/invite-member", { email: staff.email, role: staff.role }, [400]);
  const link = await linkIn(product, staff.email, /accept-invitation/);
  const token = link.split("/").at(-1) ?? "";
  await new Caller(product.url).call(
    "POST",
    `/api/auth/staff-invitations/${token}`,
    { name: staff.name, password: PASSWORD },
    [CONFLICT, GONE],
  );
}

async function takeOnPortalClient(product: Product, owner: Caller): Promise<void> {
  const client = await owner.call("POST", "/api/clients", PORTAL.client, [CONFLICT]);
  if (typeof client.id !== "string") return;
  const join = async (id: string) => {
    await joinPortal(product, owner, id);
    await makeOffer(owner, id);
  };
  await Promise.all([fileDocuments(owner, client.id), join(client.id)]);
}

async function joinPortal(product: Product, owner: Caller, clientId: string): Promise<void> {
  await owner.call("POST", `/api/clients/${clientId}/invitations`, PORTAL.person);
  const link = await linkIn(product, PORTAL.person.email, /accept-invitation/);
  const token = link.split("/").at(-1) ?? "";
  await new Caller(product.url).call(
    "POST",
    `/api/portal/invitations/${token}`,
    { name: PORTAL.person.name, password: PASSWORD },
    [CONFLICT, GONE],
  );
}

/** The catalogue, and an offer of all of it that waits for the portal client. What an earlier seed made is the same write. */
async function makeOffer(owner: Caller, clientId: string): Promise<void> {
  const lines = [];
  for (const service of SERVICES) {
    const { id } = await owner.call("POST", "/api/services", service);
    lines.push({ serviceId: id, ...service });
  }
  const proposal = await owner.call("POST", "/api/proposals", { ...PROPOSAL, clientId, lines });
  await owner.call("POST", `/api/proposals/${String(proposal.id)}/send`, { version: 1 }, [CONFLICT]);
}

async function takeOn(owner: Caller): Promise<void> {
  for (const demo of CLIENTS) {
    const client = await owner.call("POST", "/api/clients", demo, [CONFLICT]);
    if (typeof client.id === "string" && INVITED.some((email) => email === demo.contact.email))
      await owner.call("POST", `/api/clients/${client.id}/invitations`, demo.contact);
  }
}

const MAIL_MS = 20_000;
const LOOK_EVERY_MS = 50;

/** Every link in the mails to an address, oldest first, as the sandbox of the mail provider received them. */
async function linksTo(product: Product, to: string): Promise<string[]> {
  const state = (await fetch(`${product.info.sandbox.resend}/__state?to=${encodeURIComponent(to)}`).then((answer) =>
    answer.json(),
  )) as {
    mails: { links: string[] }[];
  };
  return state.mails.flatMap((mail) => mail.links);
}

/** Waits for a link of a kind that is not among the `old` ones; the newest when there are several. */
async function linkIn(product: Product, to: string, kind: RegExp, old: readonly string[] = []): Promise<string> {
  const until = performance.now() + MAIL_MS;
  while (performance.now() < until) {
    const link = (await linksTo(product, to)).findLast((candidate) => kind.test(candidate) && !old.includes(candidate));
    if (link) return link;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error(`seed: no mail arrived within ${MAIL_MS / 1000} s`);
}
