/** The page a person is sent to: what the document says, what happens, and back to the firm. Works at any width and without script. */
import type { Context, Hono } from "hono";
import * as z from "zod";
import { choice, field } from "../../form.ts";
import { escapeHtml, sandboxPage } from "../../kit.ts";
import { ALWAYS_FAILS, ALWAYS_PASSES, type Check, isPlay, PLAYS, TEST_PERSON } from "../check.ts";
import type { Twin } from "../twin.ts";

const day = z.iso.date();
const Form = z.object({
  play: z.string().refine(isPlay),
  type: z.enum(["passport", "driving_licence"]),
  number: z.string().trim().min(1).max(30),
  expiryDate: day,
  forename: z.string().trim().min(1).max(60),
  surname: z.string().trim().min(1).max(60),
  dateOfBirth: day,
});

const PAPERS = { passport: "Passport", driving_licence: "Driving licence" } as const;

export function hostedPage(app: Hono, twin: Twin, homeUrl: string): void {
  const back = (check: Check) => check.redirectUrl ?? homeUrl;

  app.get("/verify/:id", (c) => {
    const check = twin.check(c.req.param("id"));
    if (!check) return ended(c, "There is no such session.", homeUrl, 404);
    if (check.results[0]?.error === "session_expired") return ended(c, "This session has expired.", back(check));
    if (check.results.length > 0) return ended(c, "You have finished this check.", back(check));
    const papers = check.requiredDocuments.map((type) => [type, PAPERS[type]] as const);
    const rows = [
      choice("What happens", "play", PLAYS),
      choice("Document", "type", papers),
      field("Document number", "number", "533380006"),
      field("Expires", "expiryDate", "2031-06-30", 'type="date"'),
      field("First name", "forename", TEST_PERSON.forename),
      field("Last name", "surname", TEST_PERSON.surname),
      field("Date of birth", "dateOfBirth", TEST_PERSON.dateOfBirth, 'type="date"'),
    ];
    return c.html(
      sandboxPage(
        "LEM Verify: prove who you are",
        `<style>label{display:block;white-space:normal!important;margin:.6rem 0}select,input{display:block;width:100%;max-width:24rem;box-sizing:border-box}</style>
<p>The real page takes a picture of a document and of a face. Here you choose what comes of it. The numbers <code>${ALWAYS_PASSES}</code> and <code>${ALWAYS_FAILS}</code> always pass and always fail.
Name and date of birth are what the document says: a check of somebody else than the client named is for a person to decide.</p>
<form method="post" action="/verify/${check.id}">${rows.join("")}<p><button>Finish</button></p></form>
<p><a href="${escapeHtml(back(check))}">Leave without finishing</a></p>`,
      ),
    );
  });

  app.post("/verify/:id", async (c) => {
    const check = twin.check(c.req.param("id"));
    if (!check) return ended(c, "There is no such session.", homeUrl, 404);
    const asked = Form.safeParse(await c.req.parseBody());
    if (!asked.success) return ended(c, z.prettifyError(asked.error), `/verify/${check.id}`, 422);
    const { play, forename, surname, dateOfBirth, type, number, expiryDate } = asked.data;
    twin.finish(check, play, { forename, surname, dateOfBirth }, { type, number, expiryDate });
    return c.redirect(back(check), 303);
  });
}

const ended = (c: Context, text: string, to: string, status: 200 | 404 | 422 = 200) =>
  c.html(
    sandboxPage("LEM Verify", `<p role="status">${escapeHtml(text)}</p><p><a href="${escapeHtml(to)}">Go on</a></p>`),
    status,
  );
