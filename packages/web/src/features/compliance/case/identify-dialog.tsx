import type { HAND_DOCUMENTS } from "@practice-hub/core/kyc/schema";
import type { OtherWay } from "@practice-hub/core/onboarding/schema";
import { type ReactNode, useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { explain } from "../../../lib/request/problem.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/form/choice.tsx";
import { ErrorSummary, type Summary } from "../../../ui/form/error-summary.tsx";
import { Field, FieldError } from "../../../ui/form/field.tsx";
import { Input, Select, Textarea } from "../../../ui/form/input.tsx";
import { Dialog, DialogActions } from "../../../ui/overlay/dialog.tsx";
import type { Review } from "../queries.ts";
import { HAND_WORDS, OTHER_WAY_WORDS } from "../words.ts";

interface Props {
  review: Review;
  onClose: () => void;
  onDone: (review: Review) => void;
}

const EMPTY = {
  seenOn: "",
  number: "",
  issuedBy: "",
  expiresOn: "",
  givenNames: "",
  surname: "",
  bornOn: "",
  certifierName: "",
  certifierCapacity: "",
  certifiedOn: "",
  screenedWith: "",
  screenedOn: "",
  reason: "",
};
type Texts = typeof EMPTY;

/** Which field of the form a field of the request is: problems are shown beside it. */
const PATHS: Record<keyof Texts, string> = {
  seenOn: "seenOn",
  number: "document.number",
  issuedBy: "document.issuedBy",
  expiresOn: "document.expiresOn",
  givenNames: "person.givenNames",
  surname: "person.surname",
  bornOn: "person.bornOn",
  certifierName: "certifier.name",
  certifierCapacity: "certifier.capacity",
  certifiedOn: "certifier.on",
  screenedWith: "screening.source",
  screenedOn: "screening.on",
  reason: "reason",
};

/** Records on which documents somebody of the firm verified who the client's person is. The decision comes after. */
export function IdentifyDialog({ review, onClose, onDone }: Props) {
  const [texts, setTexts] = useState<Texts>(EMPTY);
  const [way, setWay] = useState<OtherWay>(review.otherWay?.way ?? "in-person");
  const [type, setType] = useState<(typeof HAND_DOCUMENTS)[number]>("passport");
  const [likeness, setLikeness] = useState(false);
  const [clear, setClear] = useState<boolean | null>(null);
  const [copies, setCopies] = useState<readonly string[]>([]);
  const [summary, setSummary] = useState<Summary>({});
  const [busy, setBusy] = useState(false);
  const problem = (path: string) => summary.fields?.find((field) => field.path === path)?.message;
  const save = async () => {
    const fields = missing({ texts, way, likeness, clear, copies });
    setSummary(fields.length > 0 ? { fields } : {});
    if (fields.length > 0) return;
    setBusy(true);
    try {
      const { certifierName: name, certifierCapacity: capacity, certifiedOn: on } = texts;
      const body = {
        version: review.version,
        reason: texts.reason,
        way,
        seenOn: texts.seenOn,
        document: { type, number: texts.number, issuedBy: texts.issuedBy, expiresOn: texts.expiresOn || null },
        person: { givenNames: texts.givenNames, surname: texts.surname, bornOn: texts.bornOn },
        likeness: true as const,
        certifier: way === "certified-copies" ? { name, capacity, on } : null,
        screening: { source: texts.screenedWith, on: texts.screenedOn, clear: clear === true },
        documentIds: [...copies],
      };
      onDone(await api("POST /api/kyc/{id}/identify", { params: { id: review.clientId }, body }));
      toastSuccess("Recorded. Now decide the case.");
      onClose();
    } catch (error) {
      const { detail, fields: found = [], requestId } = explain(error);
      setSummary(found.length > 0 ? { fields: found } : { message: detail, requestId });
    } finally {
      setBusy(false);
    }
  };
  const field = (key: keyof Texts, label: string, type: "text" | "date" = "text") => (
    <Field label={label} name={PATHS[key]} error={problem(PATHS[key])}>
      <Input
        type={type}
        value={texts[key]}
        maxLength={160}
        onChange={({ target }) => setTexts({ ...texts, [key]: target.value })}
      />
    </Field>
  );
  return (
    <Dialog open onOpenChange={onClose} title={`How was ${review.clientName} identified?`} wide>
      <div className="space-y-5">
        <ErrorSummary {...summary} />
        <Part legend="What you saw">
          <Field label="How" name="way">
            <Select
              value={way}
              onChange={({ target }) => setWay(target.value === "in-person" ? "in-person" : "certified-copies")}
            >
              {(Object.keys(OTHER_WAY_WORDS) as OtherWay[]).map((one) => (
                <option key={one} value={one}>
                  {OTHER_WAY_WORDS[one]}
                </option>
              ))}
            </Select>
          </Field>
          {field("seenOn", "Seen by you on", "date")}
          <Field label="Document" name="document.type">
            <Select value={type} onChange={({ target }) => setType(target.value as (typeof HAND_DOCUMENTS)[number])}>
              {Object.entries(HAND_WORDS).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
          {field("number", "Its number")}
          {field("issuedBy", "Issued by which country or authority")}
          {field("expiresOn", "Valid until, unless it never expires", "date")}
        </Part>
        <Part legend="What it says of the person">
          {field("givenNames", "Given names, as printed")}
          {field("surname", "Surname, as printed")}
          {field("bornOn", "Date of birth", "date")}
        </Part>
        {way === "certified-copies" ? (
          <Part legend="Who certified the copies">
            {field("certifierName", "Name")}
            {field("certifierCapacity", "Occupation and firm")}
            {field("certifiedOn", "Certified on", "date")}
          </Part>
        ) : null}
        <div>
          <Checkbox
            id="field-likeness"
            checked={likeness}
            onChange={({ target }) => setLikeness(target.checked)}
            label={
              way === "in-person"
                ? "I met the person, and the photo on the document is theirs"
                : "The certifier confirms that the photo is a true likeness of the person"
            }
          />
          {problem("likeness") ? <FieldError>{problem("likeness")}</FieldError> : null}
        </div>
        <Part legend="Screening of the name">
          {field("screenedWith", "Sanctions and PEP lists looked up in")}
          {field("screenedOn", "Looked up on", "date")}
          <Field label="Result" name="screening.clear" error={problem("screening.clear")}>
            <Select
              value={clear === null ? "" : String(clear)}
              onChange={({ target }) => setClear(target.value === "" ? null : target.value === "true")}
            >
              <option value="">Choose</option>
              <option value="true">Nothing found</option>
              <option value="false">Something found</option>
            </Select>
          </Field>
        </Part>
        <fieldset id="field-documentIds" tabIndex={-1}>
          <legend className="font-medium">Copies that are kept</legend>
          <p className="mb-1 text-xs text-muted">From the client's identity documents. Upload them there first.</p>
          {review.documents.length === 0 ? <p className="text-muted">No copy has been filed yet.</p> : null}
          {review.documents.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={copies.includes(id)}
              onChange={({ target }) =>
                setCopies(target.checked ? [...copies, id] : copies.filter((other) => other !== id))
              }
            />
          ))}
          {problem("documentIds") ? <FieldError>{problem("documentIds")}</FieldError> : null}
        </fieldset>
        <Field
          label="Why this is enough"
          name="reason"
          hint="For the file: who met whom where, what else was looked at."
          error={problem("reason")}
        >
          <Textarea
            rows={3}
            maxLength={2000}
            value={texts.reason}
            onChange={({ target }) => setTexts({ ...texts, reason: target.value })}
          />
        </Field>
      </div>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" busy={busy} onClick={() => void save()}>
          Record
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const Part = ({ legend, children }: { legend: string; children: ReactNode }) => (
  <fieldset>
    <legend className="mb-2 font-semibold">{legend}</legend>
    <div className="grid gap-3 sm:grid-cols-2">{children}</div>
  </fieldset>
);

interface Filled {
  texts: Texts;
  way: OtherWay;
  likeness: boolean;
  clear: boolean | null;
  copies: readonly string[];
}

/** What is still empty, before anything is sent: everything else the server knows better. */
function missing({ texts, way, likeness, clear, copies }: Filled) {
  const optional = new Set<keyof Texts>([
    "expiresOn",
    ...(way === "in-person" ? (["certifierName", "certifierCapacity", "certifiedOn"] as const) : []),
  ]);
  const empty = (Object.keys(texts) as (keyof Texts)[]).filter((key) => !optional.has(key) && texts[key].trim() === "");
  return [
    ...empty.map((key) => ({ path: PATHS[key], message: MISSING[key] })),
    ...(likeness ? [] : [{ path: "likeness", message: "Confirm that the photo is of the person" }]),
    ...(clear === null ? [{ path: "screening.clear", message: "Say what the screening found" }] : []),
    ...(copies.length === 0 ? [{ path: "documentIds", message: "Choose at least one copy that is kept" }] : []),
  ];
}
const MISSING: Record<keyof Texts, string> = {
  seenOn: "Say when you saw it",
  number: "Give the number of the document",
  issuedBy: "Say who issued it",
  expiresOn: "",
  givenNames: "Give the given names",
  surname: "Give the surname",
  bornOn: "Give the date of birth",
  certifierName: "Say who certified the copies",
  certifierCapacity: "Give their occupation",
  certifiedOn: "Say when they were certified",
  screenedWith: "Say where the name was looked up",
  screenedOn: "Say when it was looked up",
  reason: "Say why this is enough",
};
