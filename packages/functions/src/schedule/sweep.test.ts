import "../../../core/src/email/testing/own-world.ts";
import { expect, it } from "vitest";
import { Email } from "@practice-hub/core/email";
import { withClock } from "@practice-hub/core/lib/clock";
import { firm, invitation } from "../../../core/src/email/testing/inbox.ts";
import { drain } from "../testing/delivery.ts";
import { handler } from "./sweep.ts";

it("nudges what is due, again and again until it is done, and nothing that is not due yet", async () => {
  const one = firm();
  const queueUrl = process.env.QUEUE_EMAIL_URL;
  // The first message is lost; and one mail is due only tomorrow.
  const { id } = await Email.enqueue(invitation(one));
  const { id: tomorrow } = await withClock(
    () => Date.now() + 86_400_000,
    () => Email.enqueue(invitation(one)),
  );
  await drain(queueUrl);
  for (let time = 0; time < 2; time += 1) {
    expect(await handler()).toEqual({ nudged: 1 });
    const ids = (await drain(queueUrl)).map((message) => message.id);
    expect(ids).toContain(id);
    expect(ids).not.toContain(tomorrow);
  }
});
