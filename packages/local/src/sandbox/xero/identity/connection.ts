/** `/connections`: which organisations a token's user let the app into. */
import type { Context, Hono } from "hono";
import { unauthorized } from "../accounting/refusal.ts";
import type { Twin } from "../twin.ts";
import type { Grants } from "./grant.ts";
import type { Claims } from "./jwt.ts";

export function connectionRoutes(app: Hono, twin: Twin, grants: Grants): void {
  const entered = (c: Context, answer: (claims: Claims) => Response): Response => {
    const token = /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
    const check = grants.check(token);
    return "detail" in check ? unauthorized(c, check.detail) : answer(check.claims);
  };
  for (const path of ["/connections", "/Connections"]) {
    app.get(path, (c) =>
      entered(c, ({ xero_userid: userId }) => {
        const event = c.req.query("authEventId");
        const mine = twin.connectionsOf(userId).filter((one) => event === undefined || one.authEventId === event);
        return c.json(mine.map((one) => twin.wireConnection(one)));
      }),
    );
    app.delete(`${path}/:id`, (c) =>
      entered(c, ({ xero_userid: userId }) => {
        const connection = twin.connectionsOf(userId).find((one) => one.id === c.req.param("id"));
        if (!connection) return c.text("Resource not found", 404);
        twin.connections.delete(connection.id);
        return c.body(null, 204);
      }),
    );
  }
}
