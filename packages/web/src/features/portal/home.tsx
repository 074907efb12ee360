import { useTitle } from "../../lib/title.ts";
import { useCompany } from "./company.ts";
import { usePortalMe } from "./me.ts";
import { Waiting } from "./waiting.tsx";

/** The client's first page: what waits for them. */
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
      <Waiting />
    </>
  );
}
