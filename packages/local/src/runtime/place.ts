/** Where things lie on this machine. */
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository. */
export const ROOT = path.resolve(fileURLToPath(new URL("../../../../", import.meta.url)));
/** Everything here can be made again and may be deleted. */
export const CACHE = path.join(ROOT, "node_modules", ".cache", "practice-hub");
