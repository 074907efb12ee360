/** What the evidence worker does. Holds the storage and the ZIP writer: only the worker imports this. */
import { workOnPack } from "./pack/make.ts";
import { purge } from "./retention/purge.ts";

/** Does what is due for a pack or a client's clock, by the kind of its id. As a system actor of the firm. */
export const work = (id: string): Promise<string> => (id.startsWith("ret_") ? purge(id) : workOnPack(id));
