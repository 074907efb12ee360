/**
 * IAM, read from the templates: which statements a function's role carries, and whether they allow an action on a
 * resource. Conservative where IAM has more to say than is known here: an Allow with a condition, NotAction or
 * NotResource does not count; a Deny counts whatever its condition.
 */
import { asArray, asObject, asString, toText, type Resources } from "./resource.ts";
import type { Json, JsonObject, Resource } from "./type.ts";

export interface Statement {
  effect: "Allow" | "Deny";
  actions: string[];
  resources: string[];
  /** It has a Condition, NotAction, NotResource or NotPrincipal: more than this reader evaluates. */
  conditional: boolean;
  /** Where it stands: stack and logical id of the policy, or the managed policy's ARN. */
  from: string;
}

function statement(raw: JsonObject, resources: Resources, stack: string, from: string): Statement {
  const texts = (value: Json | undefined) => asArray(resources.resolve(value, stack)).map(toText);
  return {
    effect: raw.Effect === "Allow" ? "Allow" : "Deny",
    actions: raw.Action === undefined ? ["*"] : texts(raw.Action),
    resources: raw.Resource === undefined ? ["*"] : texts(raw.Resource),
    conditional: ["Condition", "NotAction", "NotResource", "NotPrincipal"].some((key) => raw[key] !== undefined),
    from,
  };
}

const document = (value: Json | undefined): JsonObject[] => asArray(asObject(value).Statement).map(asObject);

/** Every statement of a function's role. */
export function statementsOf(resources: Resources, fn: Resource): Statement[] {
  const role = resources.target(fn.props.Role, fn.stack);
  return role ? statementsOfRole(resources, role) : [];
}

/** A managed policy of AWS is unknown text: it is listed as everything under a condition, so that checks refuse it and `allows` does not count it. */
export function statementsOfRole(resources: Resources, role: Resource): Statement[] {
  const inline = asArray(role.props.Policies).flatMap((policy) =>
    document(asObject(policy).PolicyDocument).map((raw) =>
      statement(raw, resources, role.stack, `${role.stack}/${role.logicalId}`),
    ),
  );
  const attached = resources
    .ofType("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
    .filter((policy) => asArray(policy.props.Roles).some((value) => resources.target(value, policy.stack) === role))
    .flatMap((policy) =>
      document(policy.props.PolicyDocument).map((raw) =>
        statement(raw, resources, policy.stack, `${policy.stack}/${policy.logicalId}`),
      ),
    );
  const managed = asArray(role.props.ManagedPolicyArns)
    .filter((value) => !resources.target(value, role.stack))
    .map((value) => ({
      effect: "Allow" as const,
      actions: ["*"],
      resources: ["*"],
      conditional: true,
      from: asString(resources.resolve(value, role.stack)) ?? "a managed policy",
    }));
  return [...inline, ...attached, ...managed];
}

/** IAM's wildcards: `*` is any run of characters, `?` any one. */
function matches(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === text;
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(text);
}

export function allows(statements: readonly Statement[], action: string, arn: string): boolean {
  // Actions do not care about case; resources do.
  const wanted = action.toLowerCase();
  const about = statements.filter(
    (one) =>
      one.actions.some((pattern) => matches(pattern.toLowerCase(), wanted)) &&
      one.resources.some((pattern) => matches(pattern, arn)),
  );
  // A conditional Deny may name more than its Action says (NotAction): then it denies what it does not exclude.
  if (about.some((one) => one.effect === "Deny")) return false;
  return about.some((one) => one.effect === "Allow" && !one.conditional);
}
