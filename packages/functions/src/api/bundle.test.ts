import { expect, test } from "vitest";
import { bundle } from "../testing/bundle.ts";

test("the api door holds no sign-in library, no renderer and no mail provider's SDK, and starts under 300 KB gzipped", async () => {
  const { holds, startGzBytes } = await bundle("api/index.ts");
  // The storage client is there, but in a chunk of its own that only a health check with storage loads.
  expect(holds).toEqual(expect.arrayContaining(["hono", "zod", "electrodb"]));
  for (const heavy of ["better-auth", "bcryptjs", "react", "react-dom", "@react-email/render", "resend", "svix"])
    expect(holds).not.toContain(heavy);
  expect(startGzBytes).toBeLessThan(300 * 1024);
});
