/** `/Contacts` */
import type { Hono } from "hono";
import { answersTo, ContactInput, contactBy, createContact, saveContact } from "../../book/contact.ts";
import { wireContact } from "../../book/wire.ts";
import type { Store } from "../../../store.ts";
import type { Env } from "../door.ts";
import { alone, read } from "../read.ts";
import { missing } from "../refusal.ts";
import { written, type WriteRules } from "../write.ts";

const contacts = { plural: "Contacts", idField: "ContactID", schema: ContactInput };
const created: WriteRules<ContactInput> = {
  ...contacts,
  write: (book, input) => wireContact(createContact(book, input)),
};
const saved: WriteRules<ContactInput> = { ...contacts, write: (book, input) => wireContact(saveContact(book, input)) };

export function contactRoutes(app: Hono<Env>, store: Store): void {
  app.get("/Contacts", (c) => {
    const archived = (c.req.query("includeArchived") ?? "").toLowerCase() === "true";
    const term = (c.req.query("searchTerm") ?? "").toLowerCase();
    const found = c
      .get("book")
      .contacts.all()
      .filter((contact) => (archived || contact.ContactStatus === "ACTIVE") && answersTo(contact, term));
    const { plural, idField } = contacts;
    return read(c, { plural, idField, records: found.map(wireContact), filters: { IDs: idField } });
  });
  app.put("/Contacts", (c) => written(c, store, created));
  app.post("/Contacts", (c) => written(c, store, saved));
  app.get("/Contacts/:id", (c) => {
    const contact = contactBy(c.get("book"), c.req.param("id"));
    return alone(c, contacts.plural, contact && wireContact(contact));
  });
  app.post("/Contacts/:id", (c) => {
    const contact = contactBy(c.get("book"), c.req.param("id"));
    if (!contact) return missing(c);
    return written(c, store, { ...saved, given: { ContactID: contact.ContactID } });
  });
}
