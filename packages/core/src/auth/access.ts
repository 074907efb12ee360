/** The organisation plugin's access control, made from the one table of roles and permissions. */
import { createAccessControl } from "better-auth/plugins/access";
import { can, PERMISSIONS, ROLES, type Role } from "../lib/permission.ts";

const statement = {
  organization: ["update", "delete"],
  member: ["create", "update", "delete"],
  invitation: ["create", "cancel"],
  team: ["create", "update", "delete"],
  ac: ["create", "read", "update", "delete"],
  practice: PERMISSIONS.owner,
} as const;

export const accessControl = createAccessControl(statement);

const roleFor = (role: Role) =>
  accessControl.newRole({
    practice: [...PERMISSIONS[role]],
    invitation: can(role, "team:manage") ? ["create", "cancel"] : [],
    // Members change by core/staff, which protects the last owner and writes the audit trail.
    member: [],
    organization: [],
  });

/** Role → what the plugin lets it do. */
export const accessRoles = Object.fromEntries(ROLES.map((role) => [role, roleFor(role)]));
