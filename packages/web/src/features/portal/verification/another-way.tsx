import { kycOtherWayLetter } from "@practice-hub/core/email/schema";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { explain } from "../../../lib/request/problem.ts";
import { longDate } from "../../../lib/time/date.ts";
import { Button } from "../../../ui/button.tsx";
import { RadioCard } from "../../../ui/form/choice.tsx";
import { Field } from "../../../ui/form/field.tsx";
import { Textarea } from "../../../ui/form/input.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { type Verification, verificationQuery } from "./queries.ts";

type Asked = NonNullable<Verification["otherWay"]>;

const WAYS: { value: Asked["way"]; label: string; hint: string }[] = [
  {
    value: "in-person",
    label: "I show my original documents in person",
    hint: "At their office, or where you agree to meet",
  },
  {
    value: "certified-copies",
    label: "I send certified copies",
    hint: "A solicitor, notary or accountant has seen the originals and signs the copies",
  },
];

/** Nobody has to show their face to a camera: asking for another way is all there is to do for now. */
export function AnotherWay({ verification: { clientId, firmName } }: { verification: Verification }) {
  const cache = useQueryClient();
  const [way, setWay] = useState<Asked["way"]>("in-person");
  const [note, setNote] = useState("");
  const ask = useMutation({
    mutationFn: () => api("POST /api/portal/verification/other-way", { body: { clientId, way, note } }),
    onSuccess: (next) => {
      cache.setQueryData(verificationQuery(clientId).queryKey, next);
      void cache.invalidateQueries({ queryKey: ["portal"], refetchType: "none" });
    },
  });
  return (
    <details className="rounded-lg border border-line bg-surface">
      <summary className="min-h-11 cursor-pointer px-4 py-2.5 font-medium">
        I cannot use a camera, or do not want my face compared
      </summary>
      <form
        className="space-y-4 border-t border-line px-4 py-3"
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
      >
        <p>
          You do not have to, and it changes nothing in how {firmName} treats you. Somebody may also help you with the
          camera, as long as it is your own face and your own document.
        </p>
        <fieldset className="space-y-2">
          <legend className="mb-2 font-medium">How would you like to prove who you are?</legend>
          {WAYS.map(({ value, label, hint }) => (
            <RadioCard
              key={value}
              name="way"
              label={label}
              hint={hint}
              checked={way === value}
              onChange={() => setWay(value)}
            />
          ))}
        </fieldset>
        <Field
          label={`Anything ${firmName} should know`}
          name="note"
          hint="When it suits you, or what would help"
          optional
        >
          <Textarea rows={3} maxLength={500} value={note} onChange={({ target }) => setNote(target.value)} />
        </Field>
        {ask.isError ? (
          <Notice kind="bad" live>
            {explain(ask.error).detail}
          </Notice>
        ) : null}
        <Button type="submit" size="lg" busy={ask.isPending} className="w-full sm:w-auto">
          Ask for this
        </Button>
      </form>
    </details>
  );
}

/** What happens next, for whoever asked: the same words as in their mail. */
export function OtherWayAsked({ verification, asked }: { verification: Verification; asked: Asked }) {
  const { firmName, clientName } = verification;
  const { paragraphs, items } = kycOtherWayLetter({ firmName, clientName, contactName: "", way: asked.way });
  return (
    <>
      <p>You asked for this on {longDate(asked.at)}. There is nothing more to do in front of a camera.</p>
      <Panel title="What happens next" id="next">
        <p>{paragraphs[1]}</p>
        <ul className="mt-2 list-disc space-y-1 pl-5">
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
        <p className="mt-2">Then {firmName} decides, and writes to you.</p>
      </Panel>
      <p className="text-muted">
        You can{" "}
        <Link to="/client-portal/documents" className="text-accent-ink underline underline-offset-2">
          upload copies already
        </Link>
        . Changed your mind? Reply to their email: they can open the check with the camera again.
      </p>
    </>
  );
}
