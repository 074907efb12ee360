import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRouter } from "./route.ts";

const choose = (keys: string[], method: string, path: string) => {
  const found = createRouter(keys.map((key) => ({ key, target: key })))(method, path);
  return found && [found.route.key, found.pathParameters];
};

describe("a route is chosen as API Gateway chooses it", () => {
  const keys = [
    "ANY /api/{proxy+}",
    "$default",
    "GET /api/pets/{id}",
    "GET /api/pets/dog",
    "ANY /api/pets/dog",
    "POST /api/webhooks/{provider}",
    "ANY /api/auth/{proxy+}",
  ];
  it.each([
    ["GET", "/api/pets/dog", "GET /api/pets/dog", {}],
    ["PUT", "/api/pets/dog", "ANY /api/pets/dog", {}],
    ["GET", "/api/pets/a%20cat", "GET /api/pets/{id}", { id: "a cat" }],
    ["POST", "/api/pets/cat", "ANY /api/{proxy+}", { proxy: "pets/cat" }],
    ["GET", "/api/pets/cat/toys", "ANY /api/{proxy+}", { proxy: "pets/cat/toys" }],
    ["POST", "/api/auth/sign-in/email", "ANY /api/auth/{proxy+}", { proxy: "sign-in/email" }],
    ["POST", "/api/webhooks/resend", "POST /api/webhooks/{provider}", { provider: "resend" }],
    ["GET", "/api/webhooks/resend", "ANY /api/{proxy+}", { proxy: "webhooks/resend" }],
    ["GET", "/elsewhere", "$default", {}],
    ["GET", "/api", "$default", {}],
    ["GET", "/api/", "$default", {}],
  ])("%s %s", (method, path, key, parameters) => {
    expect(choose(keys, method, path)).toEqual([key, parameters]);
  });

  it("answers nothing when no route matches and there is no $default", () => {
    expect(choose(["GET /api/health"], "POST", "/api/health")).toBeUndefined();
    expect(choose(["GET /api/health"], "GET", "/api/health/deep")).toBeUndefined();
  });

  it("does not depend on the order of the routes in the template", () => {
    const orders = fc.shuffledSubarray(keys, { minLength: keys.length });
    fc.assert(
      fc.property(
        orders,
        fc.constantFrom("/api/pets/dog", "/api/pets/x", "/api/auth/x", "/api/webhooks/x", "/api/y/z"),
        fc.constantFrom("GET", "POST"),
        (order, path, method) => {
          expect(choose(order, method, path)).toEqual(choose(keys, method, path));
        },
      ),
    );
  });
});
