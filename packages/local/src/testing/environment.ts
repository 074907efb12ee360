/** Gives each test process the variables a function would have, and keeps the product's log lines out of the report. */
import { inject } from "vitest";
import { captureLog } from "../../../core/src/lib/log.ts";

Object.assign(process.env, inject("world"));

/** `PRACTICE_HUB_TEST_LOG=on` shows them. */
if (process.env.PRACTICE_HUB_TEST_LOG !== "on") captureLog(() => undefined);
