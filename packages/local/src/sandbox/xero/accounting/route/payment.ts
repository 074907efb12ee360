/** `/Payments`: POST takes one bare object, PUT a list, and POST to one of them can only delete it. */
import type { Hono } from "hono";
import { Invalid } from "../../book/invalid.ts";
import { createPayment, deletePayment, PaymentInput } from "../../book/payment.ts";
import { wirePayment } from "../../book/wire.ts";
import type { Store } from "../../../store.ts";
import type { Env } from "../door.ts";
import { alone, read } from "../read.ts";
import { missing } from "../refusal.ts";
import { written, type WriteRules } from "../write.ts";

const payments: WriteRules<PaymentInput> = {
  plural: "Payments",
  idField: "PaymentID",
  schema: PaymentInput,
  write: (book, input) => wirePayment(book, createPayment(book, input)),
};

export function paymentRoutes(app: Hono<Env>, store: Store): void {
  app.get("/Payments", (c) => {
    const book = c.get("book");
    const records = book.payments.all().map((payment) => wirePayment(book, payment));
    return read(c, { plural: payments.plural, idField: payments.idField, records });
  });
  app.put("/Payments", (c) => written(c, store, payments));
  app.post("/Payments", (c) => written(c, store, payments));
  app.get("/Payments/:id", (c) => {
    const payment = c.get("book").payments.get(c.req.param("id").toLowerCase());
    return alone(c, payments.plural, payment && wirePayment(c.get("book"), payment));
  });
  app.post("/Payments/:id", async (c) => {
    const payment = c.get("book").payments.get(c.req.param("id").toLowerCase());
    if (!payment) return missing(c);
    const body: unknown = await c.req.json().catch(() => undefined);
    const deletes = typeof body === "object" && body !== null && "Status" in body && body.Status === "DELETED";
    if (!deletes) throw new Invalid("Only the status DELETED can be given to a payment");
    return written(c, store, {
      ...payments,
      given: { PaymentID: payment.PaymentID },
      write: (book) => wirePayment(book, deletePayment(book, book.payments.get(payment.PaymentID) ?? payment)),
    });
  });
}
