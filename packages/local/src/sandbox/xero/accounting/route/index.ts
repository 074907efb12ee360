/** The routes of the accounting API that the twin has, below `/api.xro/2.0` and behind the door. */
import { Hono } from "hono";
import { Invalid } from "../../book/invalid.ts";
import { QueryFault } from "../../query/where.ts";
import type { Store } from "../../../store.ts";
import type { Env } from "../door.ts";
import { refusedElement, validationException } from "../envelope.ts";
import { missing, wrong } from "../refusal.ts";
import { contactRoutes } from "./contact.ts";
import { documentRoutes } from "./document.ts";
import { invoiceRoutes } from "./invoice.ts";
import { paymentRoutes } from "./payment.ts";
import { settingRoutes } from "./setting.ts";
import { transactionRoutes } from "./transaction.ts";

export function accounting(store: Store): Hono<Env> {
  const app = new Hono<Env>();
  app.onError((error, c) => {
    if (error instanceof QueryFault)
      return wrong(c, { type: "QueryParseException", number: 16, message: error.message });
    if (error instanceof Invalid) return c.json(validationException([refusedElement({}, "ID", error.messages)]), 400);
    throw error;
  });
  settingRoutes(app);
  contactRoutes(app, store);
  invoiceRoutes(app, store);
  paymentRoutes(app, store);
  transactionRoutes(app, store);
  documentRoutes(app, store);
  app.notFound(missing);
  return app;
}
