import * as z from "zod";
import { anyone, contract } from "./define.ts";

export const descriptionContracts = {
  openapi: contract({
    method: "GET",
    path: "/api/openapi.json",
    actor: anyone(),
    output: z.looseObject({ openapi: z.string(), info: z.looseObject({}), paths: z.looseObject({}) }),
    summary: "This description (OpenAPI 3.1), made from the routes themselves.",
  }),
};
