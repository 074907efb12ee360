/** What a client has to know before anything is asked (MLR 2017 reg. 41), and whether a machine may read their papers. */
import { KEPT_AML, type Question, yesNo } from "./kind.ts";

/** Moves with the words: kept with each answer. */
const WORDING = "2026-11";

export const CONSENT: readonly Question[] = [
  {
    key: "reg41_read",
    kind: "confirm",
    label: "How we use your information",
    short: "How we use your information",
    statement: [
      "Before we can act for you the law requires us to check who you are, who owns and controls the business, and where its risks lie (Money Laundering, Terrorist Financing and Transfer of Funds (Information on the Payer) Regulations 2017).",
      "What you give us here, and what we find in our checks, is used only to prevent money laundering and terrorist financing, unless another law allows more or you agree to more (regulation 41).",
      "Your identity is checked with LEM Verify. It screens names against lists of sanctions and of politically exposed persons, and compares your face with your document. We keep the outcome of that comparison, and never your face's measurements.",
      "We keep it all until five years after you stop being a client, and then delete it. You may ask us for a copy, and to correct what is wrong.",
    ],
    why: "The law asks us to tell you this before we take you on.",
    kept: KEPT_AML,
    required: true,
    wording: WORDING,
  },
  {
    key: "ai_consent",
    kind: "choice",
    label: "May a computer program read your identity document to fill in answers for you?",
    short: "Reading your document",
    hint: "You check everything it fills in. If you say no, you type your details yourself and nothing else changes.",
    statement: [
      "If you agree, the picture of your passport or driving licence is sent to Google's Gemini service, which reads the text on it. It decides nothing about you. Google may process it outside the United Kingdom.",
    ],
    why: "This is not needed for our checks, so it is up to you.",
    kept: "Your choice is kept with your answers.",
    required: true,
    options: [
      { value: "yes", label: "Yes, fill in what it can" },
      { value: "no", label: "No, I will type my details" },
    ],
    wording: WORDING,
  },
];

export const RISK: readonly Question[] = [
  {
    key: "politically_exposed_person",
    kind: "choice",
    label: "Are you, or is an owner or a close relative or associate, a politically exposed person?",
    short: "Politically exposed person",
    hint: "Somebody with a prominent public function now or in the last year: a head of state, minister, member of parliament, senior judge, ambassador, general, or director of a state-owned business.",
    why: "For these people the law asks for closer checks (regulation 35). Yes is not a reason to refuse you.",
    kept: KEPT_AML,
    required: true,
    options: yesNo(),
  },
  {
    key: "pep_details",
    kind: "text",
    label: "Who is it, and what is the function?",
    short: "Function",
    why: "So that we can make the closer checks the law asks for.",
    kept: KEPT_AML,
    required: true,
  },
  {
    key: "high_risk_jurisdictions",
    kind: "choice",
    label: "Do you deal with, or have owners or money from, a high-risk country?",
    short: "High-risk countries",
    hint: "Countries the UK Treasury lists as high risk, for example Iran, Myanmar and North Korea.",
    why: "For these the law asks for closer checks (regulation 33).",
    kept: KEPT_AML,
    required: true,
    options: yesNo(),
  },
  {
    key: "high_risk_jurisdictions_details",
    kind: "text",
    label: "Which countries, and what for?",
    short: "Countries",
    why: "So that we can make the closer checks the law asks for.",
    kept: KEPT_AML,
    required: true,
  },
  {
    key: "cash_intensive_business",
    kind: "choice",
    label: "Is much of your money received in cash?",
    short: "Mostly cash",
    hint: "For example a market stall, a taxi, a takeaway or a launderette.",
    why: "Cash is harder to trace, so we have to know.",
    kept: KEPT_AML,
    required: true,
    options: yesNo(),
  },
];
