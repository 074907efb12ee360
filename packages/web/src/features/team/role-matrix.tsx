import { can, type Permission, PERMISSIONS, ROLES } from "@practice-hub/core/lib/permission";
import { Check, Minus } from "lucide-react";
import { Panel } from "../../ui/layout/page.tsx";
import { Table, Td, Th } from "../../ui/layout/table.tsx";
import { PERMISSION_WORDS, ROLE_WORDS } from "./words.ts";

/** What each role may do, from the very table that the API asks. */
export function RoleMatrix() {
  const permissions = PERMISSIONS.owner;
  return (
    <Panel flush title="Roles" id="roles">
      <Table label="Roles and what they may do">
        <thead>
          <tr>
            <Th>May</Th>
            {ROLES.map((role) => (
              <Th key={role} className="text-center">
                {ROLE_WORDS[role]}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {permissions.map((permission: Permission) => (
            <tr key={permission}>
              <th scope="row" className="h-9 min-w-48 px-4 text-left font-normal">
                {PERMISSION_WORDS[permission]}
              </th>
              {ROLES.map((role) => (
                <Td key={role} className="text-center">
                  {can(role, permission) ? (
                    <Check aria-label="Yes" className="inline size-4 text-good" />
                  ) : (
                    <Minus aria-label="No" className="inline size-4 text-faint" />
                  )}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
