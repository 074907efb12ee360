/** For the auth function only: it holds Better Auth. Every other function checks sessions by `./session.ts`. */
export { CLIENT_IP_HEADER, createAuth } from "./options.ts";
export { microsoftConfig } from "./microsoft.ts";
export { attempt, type AttemptRule } from "../lib/attempts.ts";
export { sessionCookie } from "./cookie.ts";
export { acceptPortal, viewPortal } from "./join/portal.ts";
export { acceptStaff, viewStaff } from "./join/staff.ts";
export { Acceptance, type Joined } from "./join/visitor.ts";
