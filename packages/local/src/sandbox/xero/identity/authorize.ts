/** `/identity/connect/authorize`: the page where a user chooses organisations and consents, or does not. */
import type { Context, Hono } from "hono";
import * as z from "zod";
import type { Twin } from "../twin.ts";
import type { Grants } from "./grant.ts";
import { consentPage, errorPage } from "./page.ts";
import { areKnown } from "./scope.ts";

export const AUTHORIZE_PATH = "/identity/connect/authorize";

const Authorize = z.object({
  client_id: z.string(),
  response_type: z.literal("code"),
  redirect_uri: z.string(),
  scope: z.string(),
  state: z.string().optional(),
  nonce: z.string().optional(),
  code_challenge: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
  code_challenge_method: z.literal("S256").optional(),
});
type Authorize = z.infer<typeof Authorize>;

export function authorizeRoutes(app: Hono, twin: Twin, grants: Grants, redirectUri: string): void {
  /** Xero shows these on a page of its own; the app never hears of them. */
  const checked = (input: Record<string, string>): { request: Authorize } | { refused: [string, string] } => {
    const parsed = Authorize.safeParse(input);
    if (!parsed.success)
      return { refused: ["invalid_request", `Invalid ${String(parsed.error.issues[0]?.path[0] ?? "request")}`] };
    const request = parsed.data;
    if (request.client_id !== twin.keys.clientId)
      return { refused: ["unauthorized_client", "Unknown client or client not enabled"] };
    if (request.redirect_uri !== redirectUri) return { refused: ["unauthorized_client", "Invalid redirect_uri"] };
    if (!areKnown(request.scope.split(" "))) return { refused: ["invalid_scope", "Invalid scopes for client"] };
    return { request };
  };
  const page = (c: Context, query: Record<string, string>, fault = ""): Response | Promise<Response> => {
    const organisations = twin.organisations.all().filter((organisation) => !organisation.made);
    const people = twin.users.all().filter((user) => !user.made);
    const connected = (id: string) => twin.connections.find((one) => one.organisationId === id) !== undefined;
    return c.html(consentPage(query, people, organisations, connected, fault), fault ? 400 : 200);
  };

  app.get(AUTHORIZE_PATH, (c) => {
    const check = checked(c.req.query());
    return "refused" in check ? c.html(errorPage(...check.refused), 400) : page(c, c.req.query());
  });

  app.post(AUTHORIZE_PATH, async (c) => {
    const form = await c.req.parseBody({ all: true });
    const { organisation = [], user, answer, ...rest } = form;
    const query = Object.fromEntries(
      Object.entries(rest).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
    const check = checked(query);
    if ("refused" in check) return c.html(errorPage(...check.refused), 400);
    const { request } = check;
    const back = (params: Record<string, string>): Response => {
      const url = new URL(request.redirect_uri);
      const all = { ...params, ...(request.state === undefined ? {} : { state: request.state }) };
      for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
      return c.redirect(url.href, 302);
    };
    if (answer === "deny")
      return back({ error: "access_denied", error_description: "The resource owner denied the request" });
    const chosen = [organisation].flat().filter((id) => typeof id === "string" && twin.organisations.get(id));
    if (chosen.length === 0) return page(c, query, "Choose an organisation");
    if (typeof user !== "string" || !twin.users.get(user)) return page(c, query, "Choose who you are");
    return twin.store.atomically(() => {
      const consent = grants.consent(user, chosen.map(String), request.scope.split(" "));
      return back({ code: grants.code(consent, request), scope: request.scope });
    });
  });
}
