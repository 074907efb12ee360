import { useQueryClient } from "@tanstack/react-query";
import { Unplug } from "lucide-react";
import { useState } from "react";
import { api } from "../../lib/request/api.ts";
import { toastSuccess } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { Confirm } from "../../ui/overlay/confirm.tsx";
import { xeroQuery } from "../integration/queries.ts";

/** Ends the connection, after saying what stops and what stays. */
export function DisconnectButton({ organisation }: { organisation: string }) {
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Unplug aria-hidden="true" className="size-3.5" />} onClick={() => setOpen(true)}>
        Disconnect
      </Button>
      <Confirm
        open={open}
        onOpenChange={setOpen}
        title={`Disconnect ${organisation}?`}
        action="Disconnect from Xero"
        danger
        onConfirm={async () => {
          const connection = await api("DELETE /api/integrations/xero");
          cache.setQueryData(xeroQuery.queryKey, connection);
          await cache.invalidateQueries({ queryKey: ["integrations"], exact: true });
          toastSuccess("Xero is disconnected");
        }}
      >
        <ul className="list-disc space-y-1 pl-5">
          <li>Clients, invoices and payments are no longer sent to Xero.</li>
          <li>Payments and changes made in Xero are no longer seen here.</li>
          <li>What is waiting stays waiting. Nothing is deleted, here or in Xero.</li>
          <li>What is linked stays linked: connect the same organisation again and it goes on.</li>
        </ul>
      </Confirm>
    </>
  );
}
