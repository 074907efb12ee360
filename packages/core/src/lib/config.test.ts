import { expect, it } from "vitest";
import * as z from "zod";
import { baseUrl, ConfigError, hexKey, readConfig } from "./config.ts";

it("names every missing and malformed variable at once, and never a value", () => {
  const shape = { TABLE_NAME: z.string(), ENCRYPTION_KEY: hexKey(), RESEND_BASE_URL: baseUrl() };
  let message = "";
  try {
    readConfig(shape, { ENCRYPTION_KEY: "hunter2", RESEND_BASE_URL: "ftp://secret-host" });
  } catch (error) {
    if (error instanceof ConfigError) message = error.message;
  }
  expect(message).toMatch(/TABLE_NAME is missing/);
  expect(message).toMatch(/ENCRYPTION_KEY is malformed/);
  expect(message).toMatch(/RESEND_BASE_URL is malformed/);
  expect(message).not.toMatch(/hunter2|secret-host/);
});

it("treats an empty string as missing, so that a default applies", () => {
  expect(readConfig({ A: z.string().default("x") }, { A: "" })).toEqual({ A: "x" });
});
