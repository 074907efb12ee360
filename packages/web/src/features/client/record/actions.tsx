import { useQueryClient } from "@tanstack/react-query";
import { Archive, ArchiveRestore, MoreHorizontal, Send } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { Button } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/overlay/confirm.tsx";
import { Menu, MenuItem } from "../../../ui/overlay/menu.tsx";
import { useCan } from "../../../lib/account/me.ts";
import { type Client, rememberClient } from "../queries.ts";

/** The form library loads when somebody invites, not with every record. */
const InviteDialog = lazy(() => import("./invite-dialog.tsx"));

/** What can be done with the whole record. */
export function RecordActions({ client }: { client: Client }) {
  const cache = useQueryClient();
  const mayInvite = useCan("invitation:send");
  const mayArchive = useCan("client:archive");
  const [open, setOpen] = useState<"invite" | "archive" | "restore" | null>(null);
  const close = () => setOpen(null);
  const archived = client.status === "archived";
  const change = async (verb: "archive" | "restore") => {
    const request = { params: { id: client.id }, body: { version: client.version } };
    const changed =
      verb === "archive"
        ? await api("POST /api/clients/{id}/archive", request)
        : await api("POST /api/clients/{id}/restore", request);
    rememberClient(cache, changed);
    toastSuccess(verb === "archive" ? `${client.name} is archived` : `${client.name} is back, as inactive`);
  };
  return (
    <>
      {mayInvite && !archived ? (
        <Button
          look="primary"
          icon={<Send aria-hidden="true" className="size-3.5" />}
          onClick={() => setOpen("invite")}
        >
          Invite to portal
        </Button>
      ) : null}
      {mayArchive && archived ? (
        <Button icon={<ArchiveRestore aria-hidden="true" className="size-3.5" />} onClick={() => setOpen("restore")}>
          Restore client
        </Button>
      ) : null}
      {mayArchive && !archived ? (
        <Menu
          trigger={
            <Button size="icon" aria-label="More actions">
              <MoreHorizontal aria-hidden="true" className="size-4" />
            </Button>
          }
        >
          <MenuItem danger icon={<Archive aria-hidden="true" className="size-4" />} onSelect={() => setOpen("archive")}>
            Archive client
          </MenuItem>
        </Menu>
      ) : null}
      <Suspense>{open === "invite" ? <InviteDialog client={client} onClose={close} /> : null}</Suspense>
      <Confirm
        open={open === "archive"}
        onOpenChange={close}
        title={`Archive ${client.name}?`}
        action="Archive client"
        danger
        onConfirm={() => change("archive")}
      >
        It leaves the lists and its people can no longer use the portal. Nothing is deleted, and you can restore it at
        any time.
      </Confirm>
      <Confirm
        open={open === "restore"}
        onOpenChange={close}
        title={`Restore ${client.name}?`}
        action="Restore client"
        onConfirm={() => change("restore")}
      >
        It comes back to the lists as inactive. Set the status you need afterwards.
      </Confirm>
    </>
  );
}
