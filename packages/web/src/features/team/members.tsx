import { ROLES, type Role, isRole } from "@practice-hub/core/lib/permission";
import { useQueryClient } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { longDate } from "../../lib/time/date.ts";
import { toastError, toastSuccess } from "../../lib/toast.ts";
import { api } from "../../lib/request/api.ts";
import { explain } from "../../lib/request/problem.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/form/input.tsx";
import { Table, Td, Th } from "../../ui/layout/table.tsx";
import { Confirm } from "../../ui/overlay/confirm.tsx";
import { Badge } from "../../ui/status/badge.tsx";
import { useCan, useMe } from "../../lib/account/me.ts";
import { type Member, membersQuery } from "./queries.ts";
import { ROLE_WORDS } from "./words.ts";

export function Members({ members }: { members: Member[] }) {
  const me = useMe();
  const mayManage = useCan("team:manage");
  const mayOwn = useCan("firm:manage");
  const cache = useQueryClient();
  const [removing, setRemoving] = useState<Member | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const setRole = async (member: Member, role: Role) => {
    setBusy(member.id);
    try {
      const { items } = await api("PATCH /api/team/members/{id}", { params: { id: member.id }, body: { role } });
      cache.setQueryData(membersQuery.queryKey, items);
      toastSuccess(`${member.name} is now ${ROLE_WORDS[role].toLowerCase()}`);
    } catch (error) {
      toastError("The role was not changed", { description: explain(error).detail });
    } finally {
      await Promise.all([
        cache.invalidateQueries({ queryKey: ["team"] }),
        cache.invalidateQueries({ queryKey: ["me"] }),
      ]);
      setBusy(null);
    }
  };
  return (
    <>
      <Table label="Members and their roles">
        <thead>
          <tr>
            <Th>Name</Th>
            <Th>Email address</Th>
            <Th>Role</Th>
            <Th>Two-factor</Th>
            <Th>Since</Th>
            {mayManage ? (
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            ) : null}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {members.map((member) => {
            const self = member.userId === me.user.id;
            const mayChange = mayManage && !self && (member.role !== "owner" || mayOwn);
            return (
              <tr key={member.id}>
                <Td className="font-medium whitespace-nowrap">
                  {member.name} {self ? <Badge className="ml-1">You</Badge> : null}
                </Td>
                <Td className="text-muted">{member.email}</Td>
                <Td>
                  {mayChange ? (
                    <Select
                      aria-label={`Role of ${member.name}`}
                      className="w-auto!"
                      value={member.role}
                      aria-busy={busy === member.id || undefined}
                      onChange={(event) => {
                        if (isRole(event.target.value)) void setRole(member, event.target.value);
                      }}
                    >
                      {ROLES.filter((role) => role !== "owner" || mayOwn).map((role) => (
                        <option key={role} value={role}>
                          {ROLE_WORDS[role]}
                        </option>
                      ))}
                    </Select>
                  ) : (
                    ROLE_WORDS[member.role]
                  )}
                </Td>
                <Td>
                  {member.twoFactorEnabled ? (
                    <Badge tone="good" icon={ShieldCheck}>
                      On
                    </Badge>
                  ) : (
                    <span className="text-muted">Off</span>
                  )}
                </Td>
                <Td className="whitespace-nowrap text-muted">{longDate(member.joinedAt)}</Td>
                {mayManage ? (
                  <Td className="text-right">
                    {mayChange ? (
                      <Button
                        size="sm"
                        look="quiet"
                        aria-label={`Remove ${member.name}`}
                        onClick={() => setRemoving(member)}
                      >
                        Remove
                      </Button>
                    ) : null}
                  </Td>
                ) : null}
              </tr>
            );
          })}
        </tbody>
      </Table>
      <Confirm
        open={removing !== null}
        onOpenChange={() => setRemoving(null)}
        title={`Remove ${removing?.name ?? ""}?`}
        action="Remove from team"
        danger
        onConfirm={async () => {
          if (!removing) return;
          const { items } = await api("DELETE /api/team/members/{id}", { params: { id: removing.id } });
          cache.setQueryData(membersQuery.queryKey, items);
          toastSuccess(`${removing.name} is no longer in the team`);
        }}
      >
        They lose access to the firm at once. What they did stays in the activity. You can invite them again.
      </Confirm>
    </>
  );
}
