import { CircleCheck } from "lucide-react";
import { useTitle } from "../../lib/title.ts";
import { useCompany } from "./company.ts";
import { usePortalMe } from "./me.ts";

/** What waits for the client. Nothing does until the firm asks for something, and the page says what happens then. */
export function PortalHome() {
  useTitle("Home");
  const me = usePortalMe();
  const { company } = useCompany();
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Hello, {me.user.name.split(" ")[0] ?? me.user.name}</h1>
      {company ? (
        <p className="mt-1 text-muted">
          {company.name}
          {company.companyNumber ? <span className="tabular-nums"> · {company.companyNumber}</span> : null}
        </p>
      ) : null}
      <section aria-labelledby="waiting" className="mt-6 rounded-lg border border-line bg-surface">
        <h2 id="waiting" className="border-b border-line px-4 py-3 font-semibold">
          Waiting for you
        </h2>
        <div className="flex gap-3 px-4 py-5">
          <CircleCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-good" />
          <div>
            <p className="font-medium">Nothing to do</p>
            <p className="mt-1 wrap-anywhere text-muted">
              {me.firm.name} has set up your access. When they need something from you, they write to {me.user.email},
              and it appears here.
            </p>
          </div>
        </div>
      </section>
    </>
  );
}
