/**
 * What the mails of identity checks say, as plain texts: the templates lay them out, and the case page shows them before
 * they go. A reviewer's own reason is for the file and is in none of them (POCA 2002 s. 333A: no tipping off). Safe for
 * the browser.
 */
import { formatDay } from "../../lib/text/day.ts";
import type { Letter } from "./invoice.ts";

interface ClientLetterProps {
  firmName: string;
  clientName: string;
  contactName: string;
}

export interface KycMoreLetterProps extends ClientLetterProps {
  /** What the reviewer asks, in their words; line breaks kept. */
  message: string;
  /** What is asked for, one line each. */
  items: readonly string[];
}

export interface KycAlertLetterProps {
  /** Who reads it: the owner or the assignee. */
  name: string;
  firmName: string;
  clientName: string;
}

/** Asks a client's person to answer and to prove who they are: a client from before, or one who returns. */
export const onboardingInvitationLetter = ({ firmName, clientName, contactName }: ClientLetterProps): Letter => ({
  subject: `${firmName} needs to confirm some details for ${clientName}`,
  heading: "Please confirm your details",
  paragraphs: [
    `Hi ${contactName},`,
    `The law asks ${firmName} to know who its clients are and to keep that up to date. Please answer a few questions about ${clientName}, and confirm who you are.`,
    "It takes about fifteen minutes. You can stop at any time and go on later, on another device too. Have your passport or driving licence at hand.",
  ],
  action: "Begin",
});

/** F37. */
export const kycApprovedLetter = ({ firmName, clientName, contactName }: ClientLetterProps): Letter => ({
  subject: `Verification approved: ${clientName}`,
  heading: "Verification Approved!",
  paragraphs: [
    `Hi ${contactName},`,
    `Your identity has been verified and ${firmName} has approved ${clientName}. There is nothing more for you to do for this.`,
    "In your portal you find your documents, invoices and proposals.",
  ],
  action: "Sign In",
});

/** Says that it was not approved, and never why. */
export const kycRejectedLetter = ({ firmName, clientName, contactName }: ClientLetterProps): Letter => ({
  subject: `About your verification with ${firmName}`,
  heading: "We could not complete your verification",
  paragraphs: [
    `Hi ${contactName},`,
    `${firmName} could not complete the identity checks for ${clientName}, so cannot take it on at the moment.`,
    `If you have questions, or think that something was read wrongly, please contact ${firmName}.`,
  ],
  action: "Sign In",
});

/** What somebody brings or sends who proves who they are without a camera. As GOV.UK's "Certifying a document" has it. */
const OTHER_WAY_STEPS = {
  "in-person": [
    "Your original passport or driving licence, which must be in date",
    "A bank statement, utility bill or council tax bill with your name and address, not older than three months",
  ],
  "certified-copies": [
    "A copy of your passport or driving licence, which must be in date",
    "A copy of a bank statement, utility bill or council tax bill with your name and address, not older than three months",
    "On each copy, from a solicitor, notary, chartered accountant or bank official who has seen the original: \u201cCertified to be a true copy of the original seen by me\u201d, for a photo also \u201cThis photo is a true likeness\u201d, signed and dated, with their name, occupation, address and telephone number",
  ],
} as const;
export type OtherWaySteps = keyof typeof OTHER_WAY_STEPS;

/** Confirms to the client what was asked for, and says what happens next. */
export const kycOtherWayLetter = ({
  firmName,
  clientName,
  contactName,
  way,
}: ClientLetterProps & { way: OtherWaySteps }): Letter & { items: readonly string[] } => ({
  subject: `Proving who you are to ${firmName} without a camera`,
  heading: "You have asked for another way",
  paragraphs: [
    `Hi ${contactName},`,
    way === "in-person"
      ? `${firmName} will write to you within two working days to agree a time and a place to look at your original documents for ${clientName}. Please bring:`
      : `${firmName} will write to you within two working days to say where to send certified copies for ${clientName}. Please have ready:`,
  ],
  items: OTHER_WAY_STEPS[way],
  action: "See what happens next",
});

export const kycOtherWayStaffLetter = ({
  name,
  firmName,
  clientName,
  way,
}: KycAlertLetterProps & { way: OtherWaySteps }): Letter => ({
  subject: `${clientName} asks for an identity check ${WAY_WORDS[way]}`,
  heading: `An identity check ${WAY_WORDS[way]} is asked for`,
  paragraphs: [
    `Hi ${name},`,
    `The client does not want the face check. ${firmName} told them that somebody writes within two working days.`,
    "When you have seen the documents, record them in the case. Then decide as always.",
  ],
  action: "Open the case",
});
const WAY_WORDS = { "in-person": "in person", "certified-copies": "with certified copies" } as const;

export const kycMoreLetter = ({
  firmName,
  clientName,
  contactName,
  message,
  items,
}: KycMoreLetterProps): Letter & { items: readonly string[] } => ({
  subject: `${firmName} needs a little more from you`,
  heading: "We need a little more from you",
  paragraphs: [
    `Hi ${contactName},`,
    `To finish the checks for ${clientName}, ${firmName} needs more from you:`,
    ...message.split(/\n{2,}/),
  ],
  items,
  action: "Continue",
});

export interface EvidenceNoticeLetterProps extends KycAlertLetterProps {
  /** The day, `YYYY-MM-DD`. */
  on: string;
}

/** To who may set a legal hold, 30 days before. */
export const evidenceNoticeLetter = ({ name, firmName, clientName, on }: EvidenceNoticeLetterProps): Letter => ({
  subject: `Identity evidence will be deleted on ${formatDay(on)}: ${clientName}`,
  heading: "Identity evidence will be deleted",
  paragraphs: [
    `Hi ${name},`,
    `Five years have nearly passed since the relationship of ${firmName} with ${clientName} ended. On ${formatDay(on)} the identity evidence kept of it is deleted for good, and a certificate of that is kept.`,
    "You need to do nothing. If the evidence is still needed, for a court case or because the law says so, set a legal hold before that day. Make an evidence pack if you want a copy.",
  ],
  action: "Open the client",
});

/** To staff. Which alert it is stands in the case, not in a mail. */
export const kycAlertLetter = ({ name, firmName, clientName }: KycAlertLetterProps): Letter => ({
  subject: `A monitoring alert needs your decision: ${clientName}`,
  heading: "A monitoring alert needs your decision",
  paragraphs: [
    `Hi ${name},`,
    `The ongoing screening of ${clientName} at ${firmName} reported something new. The client is back in the compliance queue and stays active until somebody decides.`,
    "Please do not tell the client about the alert before it is resolved.",
  ],
  action: "Open the case",
});
