import { expect, it } from "vitest";
import { render } from "./render.tsx";
import { EMAIL_TEMPLATES, type EmailProps, type EmailTemplate, invoiceLetter } from "./schema.ts";
import { subjectOf } from "./subject.ts";

const url = "https://hub.example/client-portal/invitations/token";
const expiresAt = "2026-11-30T09:30:00.000Z";
const proposal = {
  firmName: "Alder & Co",
  clientName: "Rowan Ltd",
  contactName: "Rosa Rowan",
  number: "PROP-0001",
  title: "Accounts and payroll",
  validUntilOn: "2026-12-24",
  url,
};
const kyc = { firmName: "Alder & Co", clientName: "Rowan Ltd", contactName: "Rosa Rowan", url };
const EXAMPLES: { [T in EmailTemplate]: EmailProps<T> } = {
  "portal-invitation": { firmName: "Alder & Co", clientName: "Rowan Ltd", contactName: "Rosa Rowan", url, expiresAt },
  "staff-invitation": { firmName: "Alder & Co", inviterName: "Ann Alder", role: "accountant", url, expiresAt },
  "verify-email": { name: "Ann Alder", url },
  "reset-password": { name: "Ann Alder", url, expiresAt },
  "existing-account": { name: "Ann Alder", signInUrl: `${url}/in`, resetUrl: `${url}/reset` },
  invoice: {
    firmName: "Alder & Co",
    clientName: "Rowan Ltd",
    contactName: "Rosa",
    number: "INV-0042",
    totalPence: 38_011,
    duePence: 30_000,
    dueOn: "2026-12-01",
    poNumber: "PO 7",
    message: "Thank you for\nthis year.\n\nOlive",
    url,
    expiresAt,
  },
  "connection-broken": {
    name: "Ann Alder",
    firmName: "Alder & Co",
    orgName: "Alder & Co Demo",
    state: "disconnected",
    url,
    at: expiresAt,
  },
  "proposal-sent": proposal,
  "proposal-reminder": proposal,
  "kyc-approved": kyc,
  "kyc-rejected": kyc,
  "kyc-more": {
    ...kyc,
    message: "The photo is blurred.\nPlease take it again.",
    items: ["A sharper photo", "Your address"],
  },
  "onboarding-reminder": { ...kyc, step: "questionnaire" },
  "onboarding-invitation": { ...kyc, expiresAt },
  "evidence-notice": { name: "Ann Alder", firmName: "Alder & Co", clientName: "Rowan Ltd", on: "2031-11-25", url },
  "kyc-other-way": { ...kyc, way: "certified-copies" },
  "kyc-other-way-staff": {
    name: "Ann Alder",
    firmName: "Alder & Co",
    clientName: "Rowan Ltd",
    url,
    way: "in-person",
  },
  "kyc-alert": { name: "Ann Alder", firmName: "Alder & Co", clientName: "Rowan Ltd", url },
};

it.each(EMAIL_TEMPLATES)("%s looks as it always did", async (template) => {
  const { html, text } = await render(template, EXAMPLES[template]);
  expect(subjectOf(template, EXAMPLES[template] as never)).toMatchSnapshot("subject");
  expect(text).toMatchSnapshot("text");
  expect(html).toMatchSnapshot("html");
});

it.each(EMAIL_TEMPLATES)("%s has the reference's look and says its links in the text part too", async (template) => {
  const { html, text } = await render(template, EXAMPLES[template]);
  for (const look of ["Arial", "max-width:600px", "background-color:#3b82f6", "padding:12px 24px", "border-radius:6px"])
    expect(html.replaceAll(/padding-(top|right|bottom|left):\d+px;?/g, "")).toContain(look);
  for (const [name, value] of Object.entries(EXAMPLES[template])) if (/url$/i.test(name)) expect(text).toContain(value);
});

it("escapes a name that is markup, in the HTML and in the preview", async () => {
  const { html } = await render("portal-invitation", {
    ...EXAMPLES["portal-invitation"],
    contactName: '<img src=x onerror="alert(1)">',
    firmName: "<script>alert(1)</script>",
  });
  expect(html).not.toMatch(/<script|<img/);
  expect(html).toContain("&lt;script&gt;");
});

it("says in an invoice's mail what the page showed before it went, markup in the message as text", async () => {
  const props = { ...EXAMPLES.invoice, message: "<b>Pay</b> at\nonce" };
  const { html, text } = await render("invoice", props);
  expect(html).not.toMatch(/<b>Pay/);
  const said = text.replaceAll(/\s+/g, " ");
  for (const words of [...invoiceLetter(props).paragraphs, invoiceLetter(props).action])
    expect(said).toContain(words.replaceAll(/\s+/g, " "));
});

it("renders the same bytes every time: a repeated try is the same request", async () => {
  const one = await render("reset-password", EXAMPLES["reset-password"]);
  expect(await render("reset-password", EXAMPLES["reset-password"])).toEqual(one);
});

it("says the time of expiry in London's time", async () => {
  const { text } = await render("reset-password", {
    ...EXAMPLES["reset-password"],
    expiresAt: "2026-07-01T09:30:00.000Z",
  });
  expect(text).toContain("1 July 2026 at 10:30");
});
