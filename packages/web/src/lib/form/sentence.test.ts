import { expect, test } from "vitest";
import { flatten } from "./form.ts";
import { sentence } from "./sentence.ts";

test("an error reads as a sentence with the field's name", () => {
  expect(sentence("Name", "must not be empty")).toBe("Enter the name");
  expect(sentence("The contact's name", "must not be empty")).toBe("Enter the contact's name");
  expect(sentence("Postcode", "must be at most 16 characters")).toBe("Postcode must be at most 16 characters");
  expect(sentence("Email address", "must be an email address")).toBe("Enter an email address, like name@example.com");
  expect(sentence("Telephone", "must be a telephone number")).toBe("Enter a telephone number");
});

test("a whole sentence stands as it is, and zod's own words are replaced", () => {
  expect(sentence("Password", "Choose a password of at least 12 characters")).toBe(
    "Choose a password of at least 12 characters",
  );
  expect(sentence("Role", "Invalid option: expected one of x")).toBe("Role is not valid");
  expect(sentence("Name", "Invalid input: expected string, received undefined")).toBe("Enter the name");
});

test("errors are listed in the order of the fields, with their whole path", () => {
  expect(
    flatten({
      name: { message: "a" },
      address: { city: { message: "b" }, lines: [{ message: "c" }] },
      none: undefined,
    }),
  ).toEqual([
    { path: "name", message: "a" },
    { path: "address.city", message: "b" },
    { path: "address.lines.0", message: "c" },
  ]);
});
