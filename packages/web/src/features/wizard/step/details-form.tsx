import { useEffect } from "react";
import * as z from "zod";
import { CompanyNumber } from "@practice-hub/core/company/schema";
import { useZodForm } from "../../../lib/form/form.ts";
import { Button } from "../../../ui/button.tsx";
import { ErrorSummary } from "../../../ui/form/error-summary.tsx";
import { Field } from "../../../ui/form/field.tsx";
import { Input } from "../../../ui/form/input.tsx";
import { onRegister } from "../draft.ts";
import { StepActions } from "../frame.tsx";
import { SimilarNotice } from "../similar.tsx";
import type { StepProps } from "./props.ts";

const line = (max: number) => z.string().trim().max(max, `must be at most ${max} characters`);
const Details = z.object({
  name: line(160).min(1, "must not be empty"),
  companyNumber: z.union([z.literal(""), CompanyNumber]),
  address: z.object({
    addressLine1: line(120),
    addressLine2: line(120),
    city: line(80),
    county: line(80),
    postcode: line(16),
    country: line(80),
  }),
});

/** The details themselves, filled from the register or typed. */
export function DetailsForm({
  draft,
  send,
  onDone,
  onBack,
  nameLabel,
  onLookup,
}: StepProps & { nameLabel: string; onLookup?: (() => void) | undefined }) {
  const { form, summary, submit, error } = useZodForm({
    schema: Details,
    defaults: { name: draft.name, companyNumber: draft.companyNumber, address: draft.address },
    labels: {
      name: nameLabel,
      companyNumber: "Company number",
      "address.addressLine1": "Address line 1",
      "address.addressLine2": "Address line 2",
      "address.city": "Town or city",
      "address.county": "County",
      "address.postcode": "Postcode",
      "address.country": "Country",
    },
    onSubmit: () => {
      onDone();
      return Promise.resolve();
    },
  });
  useEffect(() => {
    const watching = form.watch((value) => {
      send({
        type: "typed",
        change: {
          name: value.name ?? "",
          companyNumber: value.companyNumber ?? "",
          address: { ...draft.address, ...value.address },
        },
      });
    });
    return () => watching.unsubscribe();
  }, [form, send, draft.address]);
  const registered = onRegister(draft.type);
  return (
    <form noValidate className="space-y-4" onSubmit={submit}>
      <ErrorSummary {...summary} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={nameLabel} name="name" error={error("name")} className={registered ? undefined : "sm:col-span-2"}>
          <Input autoComplete="off" {...form.register("name")} />
        </Field>
        {registered ? (
          <Field label="Company number" name="companyNumber" optional={draft.byHand} error={error("companyNumber")}>
            <Input
              autoComplete="off"
              spellCheck={false}
              readOnly={draft.company !== null}
              className="read-only:bg-sunken"
              {...form.register("companyNumber")}
            />
          </Field>
        ) : null}
      </div>
      <SimilarNotice name={draft.name} companyNumber={registered ? draft.companyNumber : ""} />
      <fieldset className="space-y-4">
        <legend className="mb-3 font-semibold">{registered ? "Registered office" : "Address"}</legend>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Address line 1" name="address.addressLine1" optional error={error("address.addressLine1")}>
            <Input autoComplete="off" {...form.register("address.addressLine1")} />
          </Field>
          <Field label="Address line 2" name="address.addressLine2" optional error={error("address.addressLine2")}>
            <Input autoComplete="off" {...form.register("address.addressLine2")} />
          </Field>
          <Field label="Town or city" name="address.city" optional error={error("address.city")}>
            <Input autoComplete="off" {...form.register("address.city")} />
          </Field>
          <Field label="County" name="address.county" optional error={error("address.county")}>
            <Input autoComplete="off" {...form.register("address.county")} />
          </Field>
          <Field label="Postcode" name="address.postcode" optional error={error("address.postcode")}>
            <Input autoComplete="off" {...form.register("address.postcode")} />
          </Field>
          <Field label="Country" name="address.country" optional error={error("address.country")}>
            <Input autoComplete="off" {...form.register("address.country")} />
          </Field>
        </div>
      </fieldset>
      <StepActions onBack={onBack}>
        {onLookup ? (
          <Button look="quiet" onClick={onLookup}>
            Look it up instead
          </Button>
        ) : null}
      </StepActions>
    </form>
  );
}
