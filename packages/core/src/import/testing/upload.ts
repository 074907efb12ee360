/** For tests of imports: files as a browser uploads them, and the worker's part without its queue. */
import { type StaffActor, withActor } from "../../lib/actor.ts";
import { newId } from "../../lib/id.ts";
import { ClientImport } from "../index.ts";
import { runImport } from "../run.ts";
import type { Import, ImportRowQuery, ImportRowView, Mapping } from "../schema.ts";

export const aFirm = (role: StaffActor["role"] = "accountant"): StaffActor => ({
  kind: "staff",
  tenantId: newId("firm"),
  userId: newId("usr"),
  name: "Olive Alder",
  email: "olive@alder.example",
  role,
});

/** Begins an import and uploads its file by the form. Answers the status the storage gave, too. */
export async function uploaded(
  firm: StaffActor,
  file: string | Uint8Array<ArrayBuffer>,
): Promise<{ id: string; status: number }> {
  const body = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const { import: made, upload } = await withActor(firm, () =>
    ClientImport.create({ fileName: "clients.csv", sizeBytes: Math.min(Math.max(body.length, 1), 10 * 1024 * 1024) }),
  );
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.set(name, value);
  form.set("file", new Blob([body]), "clients.csv");
  const { status } = await fetch(upload.url, { method: "POST", body: form });
  return { id: made.id, status };
}

/** What the worker does with a nudge, until nothing is due. */
export async function worked(firm: StaffActor, id: string): Promise<Import> {
  while ((await runImport(firm.tenantId, id, Number.POSITIVE_INFINITY)) === "more");
  return withActor(firm, () => ClientImport.fromId(id));
}

/** Uploads and checks a file. */
export async function checkedFile(
  firm: StaffActor,
  file: string | Uint8Array<ArrayBuffer>,
  mapping?: Mapping,
): Promise<Import> {
  const { id } = await uploaded(firm, file);
  await withActor(firm, () => ClientImport.check(id, {}));
  const first = await worked(firm, id);
  if (!mapping) return first;
  await withActor(firm, () => ClientImport.check(id, { mapping }));
  return worked(firm, id);
}

/** All rows of a check. */
export async function rowsOf(firm: StaffActor, id: string, show?: ImportRowQuery["show"]): Promise<ImportRowView[]> {
  const found: ImportRowView[] = [];
  let cursor: string | undefined;
  do {
    const page = await withActor(firm, () => ClientImport.rows(id, { show, cursor }));
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

export async function confirmed(firm: StaffActor, id: string, alike: "skip" | "import" = "skip"): Promise<Import> {
  await withActor(firm, () => ClientImport.confirm(id, { alike }));
  return worked(firm, id);
}

/** A file of so many good rows, each another client. */
export const fileOf = (count: number): string =>
  [
    "Name,Type,Company number,Email,Contact name,Contact email,Year end",
    ...Array.from({ length: count }, (_, n) => {
      const word = String(n + 1).padStart(5, "0");
      return `Cedar ${word} Limited,Limited company,0${1_000_000 + n},office@cedar${word}.example,Carol Cedar,carol@cedar${word}.example,31/03`;
    }),
  ].join("\r\n");
