import { type Billing, BILLINGS, ServiceCreate } from "@practice-hub/core/service/schema";
import { useQueryClient } from "@tanstack/react-query";
import * as z from "zod";
import { useZodForm } from "../../lib/form/form.ts";
import { parsePounds, typedPounds } from "../../lib/money.ts";
import { api } from "../../lib/request/api.ts";
import { hasCode } from "../../lib/request/problem.ts";
import { toastSuccess } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/form/error-summary.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input, Select, Textarea } from "../../ui/form/input.tsx";
import { Dialog, DialogActions } from "../../ui/overlay/dialog.tsx";
import { VAT_WORDS } from "../invoice/words.ts";
import { BILLING_WORDS } from "./words.ts";
import type { Service } from "./queries.ts";

/** As it is typed: pounds, which become pence. */
const Typed = z.object({
  ...ServiceCreate.omit({ unitPricePence: true }).shape,
  unitPricePence: z
    .string()
    .transform((typed) => parsePounds(typed) ?? Number.NaN)
    .pipe(z.number("Enter a price, like 120.50").min(0, "must not be negative")),
});

/** Adds a service, or changes one. */
export default function ServiceDialog({ service, onClose }: { service: Service | null; onClose: () => void }) {
  const cache = useQueryClient();
  const { form, summary, busy, submit, error } = useZodForm({
    schema: Typed,
    defaults: {
      name: service?.name ?? "",
      description: service?.description ?? "",
      unitPricePence: service ? typedPounds(service.unitPricePence) : "",
      billing: service?.billing ?? "monthly",
      vatRate: service?.vatRate ?? "standard",
    },
    labels: { name: "Name", description: "Description", unitPricePence: "Price" },
    onSubmit: async (value) => {
      const fields = { ...value, description: value.description || null };
      try {
        if (service)
          await api("PATCH /api/services/{id}", {
            params: { id: service.id },
            body: { version: service.version, ...fields },
          });
        else await api("POST /api/services", { body: fields });
      } catch (failure) {
        if (hasCode(failure, "service.version-conflict")) await cache.invalidateQueries({ queryKey: ["services"] });
        throw failure;
      }
      await cache.invalidateQueries({ queryKey: ["services"] });
      toastSuccess(`${value.name} is saved`);
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={onClose} title={service ? `Edit ${service.name}` : "Add service"}>
      <form noValidate className="space-y-3" onSubmit={submit}>
        <ErrorSummary {...summary} />
        <Field label="Name" name="name" error={error("name")}>
          <Input autoComplete="off" {...form.register("name")} />
        </Field>
        <Field label="Description" name="description" optional error={error("description")}>
          <Textarea {...form.register("description")} />
        </Field>
        <div className="grid gap-3 sm:grid-cols-3">
          <Field label="Price in pounds" name="unitPricePence" error={error("unitPricePence")}>
            <Input inputMode="decimal" autoComplete="off" placeholder="0.00" {...form.register("unitPricePence")} />
          </Field>
          <Field label="Billed" name="billing" error={error("billing")}>
            <Select {...form.register("billing")}>
              {BILLINGS.map((billing: Billing) => (
                <option key={billing} value={billing}>
                  {BILLING_WORDS[billing]}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="VAT" name="vatRate" error={error("vatRate")}>
            <Select {...form.register("vatRate")}>
              {Object.entries(VAT_WORDS).map(([rate, label]) => (
                <option key={rate} value={rate}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            Save service
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
