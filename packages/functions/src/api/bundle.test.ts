import { expect, test } from "vitest";
import { bundle } from "../testing/bundle.ts";

test("the api door holds no sign-in library, no renderer and no mail provider's SDK, and starts under 400 KB gzipped", async () => {
  const { holds, startGzBytes } = await bundle("api/index.ts");
  // The storage client and the sniffer are there, but in chunks of their own that only who needs them loads.
  expect(holds).toEqual(expect.arrayContaining(["hono", "zod", "electrodb"]));
  for (const heavy of [
    "better-auth",
    "bcryptjs",
    "react",
    "react-dom",
    "@react-email/render",
    "resend",
    "svix",
    "@google/generative-ai",
  ])
    expect(holds).not.toContain(heavy);
  expect(startGzBytes).toBeLessThan(400 * 1024);
});
