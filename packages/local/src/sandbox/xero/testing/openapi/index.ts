/**
 * Xero's own description of its accounting API (MIT, see LICENSE), reduced to the schemas of the answers that the twin gives.
 * `XERO_SPEC_DIR` names a folder with the whole `xero_accounting.yaml`, to check against that instead.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { parse } from "yaml";

interface Description {
  components: { schemas: Record<string, object> };
}

function description(): Description {
  const dir = process.env.XERO_SPEC_DIR;
  if (dir) return parse(readFileSync(path.join(dir, "xero_accounting.yaml"), "utf8")) as Description;
  return JSON.parse(readFileSync(path.join(import.meta.dirname, "accounting.json"), "utf8")) as Description;
}

/** Checks a body against one of the description's schemas; answers what is wrong with it. */
export function openApi(): (schema: string, body: unknown) => string[] {
  // OpenAPI's own words (xml, example, discriminator…) are none of JSON Schema.
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  // Written without "format": "double" and the like being checked: those are sizes, not forms.
  for (const size of ["double", "float", "int32", "int64"]) ajv.addFormat(size, true);
  ajv.addSchema({ $id: "xero", ...description() });
  const known = new Map<string, ValidateFunction>();
  return (schema, body) => {
    const check = known.get(schema) ?? ajv.compile({ $ref: `xero#/components/schemas/${schema}` });
    known.set(schema, check);
    if (check(body)) return [];
    return (check.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ""}`);
  };
}
