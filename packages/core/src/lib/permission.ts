/** What each role may do, in one place. The web reads the same table to decide what to offer. */
export const ROLES = ["owner", "admin", "accountant", "viewer"] as const;
export type Role = (typeof ROLES)[number];

const VIEWER = [
  "client:read",
  "invoice:read",
  "document:read",
  "proposal:read",
  "email:read",
  "activity:read",
  "company:lookup",
] as const;
const ACCOUNTANT = [
  ...VIEWER,
  "client:write",
  "client:archive",
  "invoice:write",
  "payment:write",
  "document:write",
  "proposal:write",
  "invitation:send",
  "email:send",
  "kyc:read",
  "kyc:decide",
] as const;
const ADMIN = [...ACCOUNTANT, "team:manage", "settings:manage", "kyc:override"] as const;
const OWNER = [...ADMIN, "firm:manage"] as const;

export type Permission = (typeof OWNER)[number];

/** Role → permissions. Each role holds everything the one before it holds. */
export const PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: VIEWER,
  accountant: ACCOUNTANT,
  admin: ADMIN,
  owner: OWNER,
};

export const isRole = (value: string): value is Role => (ROLES as readonly string[]).includes(value);

/** Whether a role allows something. */
export const can = (role: Role, permission: Permission): boolean => PERMISSIONS[role].includes(permission);
