import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTitle } from "../../lib/title.ts";
import { Button } from "../../ui/button.tsx";
import { PageHead } from "../../ui/layout/page.tsx";
import { Confirm } from "../../ui/overlay/confirm.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { useMe } from "../../lib/account/me.ts";
import { CheckStep } from "./step/check.tsx";
import { ContactStep } from "./step/contact.tsx";
import { DetailsStep } from "./step/details.tsx";
import { firstOpen, isEmpty, mayShow, type Step, stepAfter, STEPS } from "./draft.ts";
import { Progress, STEP_WORDS } from "./frame.tsx";
import { PeopleStep } from "./step/people.tsx";
import type { StepProps } from "./step/props.ts";
import { TypeStep } from "./step/type.tsx";
import { draftKey, useDraft } from "./use-draft.ts";

/** Taking a client on, in five steps. The address names the step, so the browser's back button works too. */
export function Wizard({ step: asked }: { step: Step | undefined }) {
  const me = useMe();
  const { draft, send, restored } = useDraft(draftKey(me.firm.id, me.user.id));
  const navigate = useNavigate();
  const [noticed, setNoticed] = useState(restored);
  const [discarding, setDiscarding] = useState(false);
  const step =
    asked && mayShow(draft, asked) ? asked : restored && !asked ? firstOpen(draft) : asked ? firstOpen(draft) : "type";
  useTitle(`${STEP_WORDS[step]} – New client`);
  const heading = useFocusOnStep(step);
  const goTo = (next: Step) => void navigate({ to: "/client-hub/clients/new", search: { step: next } });
  const props: StepProps = {
    draft,
    send,
    onDone: () => {
      setNoticed(false);
      send({ type: "step-done", step });
      goTo(stepAfter(step));
    },
    onBack: () => goTo(STEPS[STEPS.indexOf(step) - 1] ?? "type"),
  };
  return (
    <div className="max-w-3xl">
      <PageHead
        title="New client"
        actions={
          isEmpty(draft) ? null : (
            <Button look="quiet" onClick={() => setDiscarding(true)}>
              Discard draft
            </Button>
          )
        }
      />
      <Progress draft={draft} step={step} />
      {noticed ? (
        <Notice
          live
          title="Your draft is still here"
          className="mb-4"
          action={
            <Button size="sm" onClick={() => setNoticed(false)}>
              Go on with it
            </Button>
          }
        >
          It was kept in this browser tab. Check it before you save.
        </Notice>
      ) : null}
      <h2 ref={heading} tabIndex={-1} className="mb-4 text-lg font-semibold tracking-tight focus:outline-none">
        {STEP_WORDS[step]}
      </h2>
      {step === "type" ? <TypeStep {...props} /> : null}
      {step === "details" ? <DetailsStep {...props} /> : null}
      {step === "people" ? <PeopleStep {...props} /> : null}
      {step === "contact" ? <ContactStep {...props} /> : null}
      {step === "check" ? <CheckStep {...props} /> : null}
      <Confirm
        open={discarding}
        onOpenChange={setDiscarding}
        title="Discard this draft?"
        action="Discard draft"
        danger
        onConfirm={() => {
          send({ type: "discarded" });
          setNoticed(false);
          goTo("type");
          return Promise.resolve();
        }}
      >
        What you typed for this client is forgotten. Clients already saved are not touched.
      </Confirm>
    </div>
  );
}

/** A new step is a new page: its heading takes the focus, except when the wizard has only just opened. */
function useFocusOnStep(step: Step) {
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef(step);
  useEffect(() => {
    if (last.current === step) return;
    last.current = step;
    heading.current?.focus();
  }, [step]);
  return heading;
}
