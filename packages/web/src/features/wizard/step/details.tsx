import { useState } from "react";
import { ClientCreate } from "@practice-hub/core/client/schema";
import { COMPANIES_HOUSE } from "../../../lib/feature.ts";
import { onRegister } from "../draft.ts";
import { CompanyCard } from "../lookup/company-card.tsx";
import { DetailsForm } from "./details-form.tsx";
import { LookupBox } from "../lookup/lookup-box.tsx";
import { useLookup } from "../lookup/use-lookup.ts";
import type { StepProps } from "./props.ts";

/** Registration details: from the register where there is one, by hand where there is none or it is away. */
export function DetailsStep(props: StepProps) {
  const { draft, send } = props;
  const [refreshing, setRefreshing] = useState(false);
  const { lookup, look, cancel } = useLookup((company) => {
    setRefreshing(false);
    send({ type: "company-found", company });
  });
  if (!onRegister(draft.type))
    return (
      <DetailsForm
        {...props}
        nameLabel={draft.type === "individual" || draft.type === "sole_trader" ? "Full name or trading name" : "Name"}
      />
    );
  if (!COMPANIES_HOUSE) return <DetailsForm {...props} nameLabel="Company name" />;
  if (!draft.company && !draft.byHand) {
    return (
      <LookupBox
        text={draft.lookup}
        onText={(text) => send({ type: "typed", change: { lookup: text } })}
        lookup={lookup}
        look={look}
        cancel={cancel}
        onByHand={() => {
          cancel();
          send({
            type: "by-hand",
            companyNumber:
              ClientCreate.shape.companyNumber.safeParse(draft.lookup).success && /\d/.test(draft.lookup)
                ? draft.lookup
                : "",
          });
        }}
        onBack={props.onBack}
      />
    );
  }
  return (
    <div className="space-y-5">
      {draft.company ? (
        <CompanyCard
          company={draft.company}
          lookup={lookup}
          refreshing={refreshing}
          onRefresh={() => {
            setRefreshing(true);
            look(draft.company?.companyNumber ?? "", { refresh: true });
          }}
          onClear={() => send({ type: "company-cleared" })}
        />
      ) : null}
      <DetailsForm
        key={draft.company ? `${draft.company.companyNumber}-${draft.company.fetchedAt}` : "by-hand"}
        {...props}
        nameLabel="Company name"
        onLookup={draft.byHand ? () => send({ type: "company-cleared" }) : undefined}
      />
    </div>
  );
}
