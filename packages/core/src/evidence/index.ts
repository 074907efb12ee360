/** Evidence packs, retention and legal holds. Access patterns: docs/data-model/evidence.md. */
import { endRelationship, hold, release } from "./retention/commands.ts";
import { reopen } from "./retention/reopen.ts";
import { upcoming } from "./retention/upcoming.ts";
import { download, fromClient, wantPack } from "./want.ts";

export const Evidence = { download, endRelationship, fromClient, hold, release, reopen, upcoming, wantPack };
