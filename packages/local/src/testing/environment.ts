/** Gives each test process the variables a function would have, and keeps the product's log lines out of the report. */
import { createRequire } from "node:module";
import { inject } from "vitest";
import { captureLog } from "../../../core/src/lib/log.ts";
import transport from "../../../core/src/provider/xero/accounting/transport.ts";

Object.assign(process.env, inject("world"));

/** `PRACTICE_HUB_TEST_LOG=on` shows them. */
if (process.env.PRACTICE_HUB_TEST_LOG !== "on") captureLog(() => undefined);

/** What the bundles' alias does: xero-node asks for axios and gets ours. */
const ofXero = createRequire(createRequire(import.meta.url).resolve("xero-node"));
const axios = ofXero.resolve("axios");
Object.assign(ofXero.cache, { [axios]: { id: axios, filename: axios, loaded: true, exports: transport } });
