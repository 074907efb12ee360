/** Firms: organisations of Better Auth, and what their documents say about them. Access patterns: docs/data-model/firm.md. */
import { found } from "./found.ts";
import { fromId, fromIds } from "./firm.ts";
import { logo, profile } from "./profile/read.ts";
import { removeLogo, setLogo, update } from "./profile/update.ts";

export const Firm = { fromId, fromIds, found, profile, logo, update, setLogo, removeLogo };

/** For core/invoice: which state of the profile a document shows, and the defaults of a new invoice. */
export { profileRow as loadProfile } from "./profile/read.ts";
