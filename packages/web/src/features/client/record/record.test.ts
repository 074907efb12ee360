import { expect, test } from "vitest";
import { isMoving } from "../../email/queries.ts";
import { device } from "../../security/device.ts";
import { initials } from "../../shell/user-menu.tsx";
import { flatFields } from "../../activity/field-words.ts";
import { asChange } from "./inline-field.tsx";
import { controlWords } from "../people/rows.ts";
import { registerWords } from "../words.ts";

test("an inline change carries only its field, and a VAT number says that the client is registered", () => {
  expect(asChange("email", "a@b.co")).toEqual({ email: "a@b.co" });
  expect(asChange("contact.email", null)).toEqual({ contact: { email: null } });
  expect(asChange("vatNumber", "GB123456789")).toEqual({ vatNumber: "GB123456789", vatRegistered: true });
  expect(asChange("vatNumber", null)).toEqual({ vatNumber: null, vatRegistered: false });
});

test("both sides of a conflict are compared field by field", () => {
  expect(flatFields({ phone: "1", contact: { email: "a", name: "" }, notes: null })).toEqual({
    phone: "1",
    "contact.email": "a",
    "contact.name": null,
    notes: null,
  });
});

test("a mail is asked about again only while it may still move, and not for ever", () => {
  const at = "2026-11-23T10:00:00.000Z";
  const now = Date.parse(at);
  expect(isMoving({ status: "queued", queuedAt: at }, now + 1000)).toBe(true);
  expect(isMoving({ status: "sent", queuedAt: at }, now + 1000)).toBe(true);
  expect(isMoving({ status: "delivered", queuedAt: at }, now + 1000)).toBe(false);
  expect(isMoving({ status: "sent", queuedAt: at }, now + 11 * 60_000)).toBe(false);
});

test("the register's words become words for people", () => {
  expect(registerWords("private-limited-guarant-nsc")).toBe("Private company limited by guarantee");
  expect(registerWords("active-proposal-to-strike-off")).toBe("Active proposal to strike off");
  expect(controlWords("ownership-of-shares-25-to-50-percent")).toBe("Ownership of shares, 25 to 50 percent");
});

test("people and their devices are recognisable", () => {
  expect([initials("Ada King"), initials("Miss Eleanor Smythe"), initials("Cher"), initials("")]).toEqual([
    "AK",
    "MS",
    "C",
    "",
  ]);
  expect(device("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0")).toEqual({
    name: "Firefox on Windows",
    phone: false,
  });
  expect(
    device("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"),
  ).toEqual({ name: "Safari on iOS", phone: true });
  expect(device("")).toEqual({ name: "Unknown device", phone: false });
});
