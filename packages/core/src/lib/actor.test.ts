import { expect, it } from "vitest";
import { PERMISSIONS, ROLES } from "./permission.ts";
import { requireStaff, tenantId, useActor, withActor, type StaffActor } from "./actor.ts";

const viewer: StaffActor = {
  kind: "staff",
  tenantId: "firm_1",
  userId: "usr_1",
  name: "V",
  email: "v@example.test",
  role: "viewer",
};

it("refuses work that no door gave an actor to", () => {
  expect(() => useActor()).toThrow(/no actor/);
});

it("keeps actors of concurrent requests apart", async () => {
  const seen = await Promise.all(
    ["firm_1", "firm_2"].map((tenant) =>
      withActor({ ...viewer, tenantId: tenant }, async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        return tenantId();
      }),
    ),
  );
  expect(seen).toEqual(["firm_1", "firm_2"]);
});

it("refuses a permission the role does not hold, and people who are not staff", () => {
  withActor(viewer, () => {
    expect(requireStaff("client:read")).toBe(viewer);
    expect(() => requireStaff("client:write")).toThrow(expect.objectContaining({ kind: "forbidden" }));
  });
  withActor(
    { kind: "portal", tenantId: "firm_1", userId: "usr_2", name: "P", email: "p@example.test", clientIds: [] },
    () => expect(() => requireStaff("client:read")).toThrow(expect.objectContaining({ kind: "forbidden" })),
  );
});

it("gives each role everything the one below it may do", () => {
  const order = ROLES.toReversed();
  for (const [i, role] of order.entries())
    for (const permission of PERMISSIONS[order[i - 1] ?? role]) expect(PERMISSIONS[role]).toContain(permission);
});
