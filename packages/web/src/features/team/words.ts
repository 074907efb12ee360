import type { Permission, Role } from "@practice-hub/core/lib/permission";

export const ROLE_WORDS: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  accountant: "Accountant",
  viewer: "Viewer",
};

/** Every permission in words; the table of who holds which is core's. */
export const PERMISSION_WORDS: Record<Permission, string> = {
  "client:read": "See clients and their people",
  "client:write": "Add and change clients",
  "client:archive": "Archive and restore clients",
  "invoice:read": "See invoices and payments",
  "invoice:write": "Make, approve and void invoices",
  "payment:write": "Record and reverse payments",
  "proposal:read": "See proposals and the catalogue of services",
  "proposal:write": "Write, send and withdraw proposals",
  "document:read": "See and open documents",
  "document:write": "Upload, change and delete documents",
  "company:lookup": "Look companies up at Companies House",
  "invitation:send": "Invite clients to the portal",
  "email:read": "See the email log",
  "email:send": "Send mails again",
  "kyc:read": "See identity checks and evidence",
  "kyc:decide": "Decide on onboarding and identity checks",
  "kyc:override": "Give the second approval, and hold records",
  "activity:read": "See activity and status",
  "team:manage": "Invite colleagues and change roles",
  "settings:manage": "Change the firm's settings",
  "firm:manage": "Change the firm itself and its owners",
};
