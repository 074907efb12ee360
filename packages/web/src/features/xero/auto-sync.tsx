import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../lib/request/api.ts";
import { explain } from "../../lib/request/problem.ts";
import { toastError, toastSuccess } from "../../lib/toast.ts";
import { Checkbox } from "../../ui/form/choice.tsx";
import { Panel } from "../../ui/layout/page.tsx";
import { type XeroConnection, xeroQuery } from "../integration/queries.ts";
import { useCan } from "../../lib/account/me.ts";

/** Whether changes go to Xero by themselves, or when somebody says so. */
export function AutoSync({ connection }: { connection: XeroConnection }) {
  const cache = useQueryClient();
  const mayManage = useCan("settings:manage");
  const [busy, setBusy] = useState(false);
  const { details } = connection;
  if (!details) return null;
  const change = async (autoSync: boolean) => {
    setBusy(true);
    try {
      const body = { version: details.configVersion, autoSync };
      cache.setQueryData(xeroQuery.queryKey, await api("PATCH /api/integrations/xero", { body }));
      toastSuccess(autoSync ? "Changes go to Xero by themselves" : "Changes wait until you send them");
    } catch (error) {
      toastError("This was not changed", { description: explain(error).detail });
      await cache.invalidateQueries({ queryKey: xeroQuery.queryKey });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title="Sending" id="sending">
      <Checkbox
        label="Send changes to Xero automatically"
        hint="Otherwise they wait until you look at the plan and send them. What happens in Xero is read in any case, at least daily."
        checked={details.config.autoSync}
        disabled={!mayManage || busy}
        onChange={(event) => void change(event.target.checked)}
      />
    </Panel>
  );
}
