/**
 * The API as types, for the web's client: `Api["GET /api/clients"]["output"]`. Made from the contracts alone, so it
 * pulls nothing of the server into the web's program.
 */
import type * as z from "zod";
import type { contracts } from "./contract/index.ts";

type Stated = (typeof contracts)[number];

export type Api = {
  [C in Stated as `${C["method"]} ${C["path"]}`]: {
    params: z.input<C["params"]>;
    /** As typed by the caller: numbers may be strings, defaults may be left out. */
    query: z.input<C["query"]>;
    /** `void` when the route takes no body. */
    body: z.input<C["body"]>;
    output: z.output<C["output"]>;
  };
};

/** Every failure is one of these (RFC 9457). */
export type { Problem } from "@practice-hub/core/lib/error";
