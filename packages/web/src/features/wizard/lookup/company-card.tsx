import type { Company } from "@practice-hub/core/company/schema";
import { RotateCw } from "lucide-react";
import { longDate } from "../../../lib/time/date.ts";
import { Button } from "../../../ui/button.tsx";
import { Countdown } from "../../../ui/status/countdown.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { SourceBadge } from "../../company/source-badge.tsx";
import { registerWords } from "../../client/words.ts";
import type { Lookup } from "./use-lookup.ts";

export interface CompanyCardProps {
  company: Company;
  lookup: Lookup;
  refreshing: boolean;
  onRefresh: () => void;
  onClear: () => void;
}

/** What the register said, how old it is, and what to be careful about. */
export function CompanyCard({ company, lookup, refreshing, onRefresh, onClear }: CompanyCardProps) {
  return (
    <section aria-label="Companies House record" className="space-y-3">
      <div className="rounded-lg border border-line bg-surface px-4 py-3">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-base font-semibold">{company.companyName}</p>
          <SourceBadge source={company.source} at={company.fetchedAt} />
        </div>
        <p className="mt-1 text-muted tabular-nums">
          {company.companyNumber} · {registerWords(company.companyType)} · {registerWords(company.companyStatus)}
          {company.incorporatedOn ? ` · incorporated ${longDate(company.incorporatedOn)}` : ""}
        </p>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button
            size="sm"
            busy={refreshing && lookup.state === "busy"}
            icon={<RotateCw aria-hidden="true" className="size-3.5" />}
            onClick={onRefresh}
          >
            Refresh from Companies House
          </Button>
          <Button size="sm" look="quiet" onClick={onClear}>
            Look up another company
          </Button>
        </div>
      </div>
      <div aria-live="polite" className="space-y-3">
        {lookup.state === "waiting" ? (
          <Notice kind="warn">
            Companies House takes no more requests for now. We refresh by ourselves in{" "}
            <Countdown untilMs={lookup.untilMs} />. You can go on with what is here.
          </Notice>
        ) : null}
        {lookup.state === "failed" ? (
          <Notice kind="warn">{lookup.failure.detail} You can go on with what is here.</Notice>
        ) : null}
        {lookup.state === "not-found" ? (
          <Notice kind="warn">Companies House no longer has this number. Check it before you go on.</Notice>
        ) : null}
      </div>
      {company.source === "stale" ? (
        <Notice kind="warn" title="Companies House does not answer right now">
          These details are the last we read. They are read again when you save.
        </Notice>
      ) : null}
      <CompanyWarning company={company} />
    </section>
  );
}

/** A company that is not simply active: said before it is taken on. */
function CompanyWarning({ company }: { company: Company }) {
  if (company.companyStatus === "dissolved" || company.dissolvedOn) {
    return (
      <Notice kind="bad" title="This company is dissolved">
        {company.dissolvedOn ? `It was dissolved on ${longDate(company.dissolvedOn)}. ` : ""}It no longer exists and
        cannot trade. Save it as a client only if you have a reason.
      </Notice>
    );
  }
  if (!["active", "open", "registered", "unknown"].includes(company.companyStatus)) {
    return (
      <Notice kind="bad" title={`The register says: ${registerWords(company.companyStatus)}`}>
        Somebody else may act for this company, such as a liquidator or an administrator. Check who may instruct you.
      </Notice>
    );
  }
  if (company.companyStatusDetail) {
    return (
      <Notice kind="warn" title={`The register says: ${registerWords(company.companyStatusDetail)}`}>
        Check this with the client before you take them on.
      </Notice>
    );
  }
  return company.hasInsolvencyHistory ? (
    <Notice kind="warn">This company has an insolvency history on the register.</Notice>
  ) : null;
}
