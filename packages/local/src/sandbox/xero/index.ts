/**
 * A twin of Xero: its identity service, connections and accounting API, written from the documentation. See docs/provider/xero.md
 * for what it does and does not.
 */
import { Hono } from "hono";
import { Incidents, sandboxApp, serveSandbox, type SandboxOptions } from "../kit.ts";
import { API, door } from "./accounting/door.ts";
import { Limiter } from "./accounting/limit.ts";
import { Mishaps } from "./accounting/mishap.ts";
import { accounting } from "./accounting/route/index.ts";
import { Tally } from "./accounting/tally.ts";
import { AUTHORIZE_PATH, authorizeRoutes } from "./identity/authorize.ts";
import { connectionRoutes } from "./identity/connection.ts";
import { Grants } from "./identity/grant.ts";
import { tokenRoutes } from "./identity/token.ts";
import { localRoutes } from "./local.ts";
import { deepLinks } from "./page/link.ts";
import { pages } from "./page/route.ts";
import { scenarioRoute } from "./scenario.ts";
import { Store } from "../store.ts";
import { Twin } from "./twin.ts";
import { Events } from "./webhook/event.ts";
import { Postman } from "./webhook/postman.ts";

export interface XeroSandboxOptions extends SandboxOptions {
  /** The product's origin. */
  appUrl: string;
  log: (line: string) => void;
}

export async function startXero(options: XeroSandboxOptions) {
  const store = new Store(options.dataDir, "xero");
  const twin = new Twin(store);
  let base = "";
  const grants = new Grants(twin, () => base);
  const limiter = new Limiter();
  const tally = new Tally();
  const incidents = new Incidents();
  const redirectUri = `${options.appUrl}/api/xero/callback`;

  const mishaps = new Mishaps();
  const postman = new Postman(twin, new Events(twin), `${options.appUrl}/api/webhooks/xero`, options.log);

  const app = new Hono();
  localRoutes(app, { twin, grants, tally, incidents, postman });
  scenarioRoute(app, { twin, grants, limiter, mishaps, postman });
  pages(app, { twin, postman });
  deepLinks(app, twin);
  const inner = sandboxApp(incidents);
  authorizeRoutes(inner, twin, grants, redirectUri);
  const ofOrganisation = (id: string) => mishaps.incidentsOf(id).middleware();
  tokenRoutes(inner, twin, grants, ofOrganisation, () => base);
  connectionRoutes(inner, twin, grants);
  inner.use(`${API}/*`, door({ twin, grants, limiter, tally, mishaps }));
  inner.route(API, accounting(store));
  app.route("/", inner);

  const served = await serveSandbox(app, options);
  base = served.url;
  const { clientId, clientSecret, webhookKey } = twin.keys;
  return {
    name: "xero",
    url: served.url,
    env: {
      XERO_AUTHORIZE_URL: `${served.url}${AUTHORIZE_PATH}`,
      XERO_IDENTITY_URL: served.url,
      XERO_API_URL: served.url,
      XERO_WEB_URL: served.url,
      XERO_CLIENT_ID: clientId,
      XERO_REDIRECT_URI: redirectUri,
    },
    secrets: { XERO_CLIENT_SECRET: clientSecret, XERO_WEBHOOK_KEY: webhookKey },
    webhookSecret: webhookKey,
    pending: () => postman.pending,
    close: async () => {
      postman.close();
      await served.close();
    },
  };
}
