/**
 * A world of its own for tests of reading: a table whose circuits and limits nobody shares, and a Gemini twin whose script nobody
 * else writes. Entities take the table's name when they are loaded, so this file is imported before any of them.
 */
import { startGemini } from "../../../../local/src/sandbox/gemini/index.ts";
import { ownTable } from "../../testing/own-table.ts";

export const gemini = await startGemini({ name: "gemini", port: 0, dataDir: null });
Object.assign(process.env, {
  TABLE_NAME: await ownTable("extraction"),
  GOOGLE_GEMINI_BASE_URL: gemini.url,
  GOOGLE_GEMINI_API_KEY: "sandbox-extraction",
});
