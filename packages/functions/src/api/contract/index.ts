/** Every route of the api door that answers JSON. */
import { clientContracts } from "./client.ts";
import { sessionContracts } from "./session.ts";

export const contracts = [...Object.values(clientContracts), ...Object.values(sessionContracts)] as const;
