/** Every failure as a problem document. Only a VisibleError's words reach a person; anything else has fixed words. */
import { type Problem, toProblem, VisibleError } from "@practice-hub/core/lib/error";
import type * as z from "zod";

export const PROBLEM_TYPE = "application/problem+json";
const MAX_FIELDS = 20;

/** What is wrong with which field. `what` names the part of the request: `body`, `query`. */
export function invalid(what: "body" | "query", issues: readonly z.core.$ZodIssue[]): VisibleError {
  const fields = issues.flatMap(fieldsOf).slice(0, MAX_FIELDS);
  const first = fields[0];
  const detail = first?.path
    ? `The field ${first.path} ${first.message}.`
    : `The ${what} ${first?.message ?? "is not valid"}.`;
  return new VisibleError("invalid", `request.${what}-invalid`, detail, { fields });
}

function fieldsOf(issue: z.core.$ZodIssue): { path: string; message: string }[] {
  const path = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      path: [path, key.slice(0, 64)].filter(Boolean).join("."),
      message: "is not a known field",
    }));
  return [{ path, message: wordsOf(issue) }];
}

/** Schemas say their own rules in words; what zod says by itself is put as plainly. */
function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type" && issue.input === undefined) return "is required";
  if (issue.code === "invalid_value") return `must be one of ${issue.values.map(String).join(", ")}`;
  return issue.message
    .replace(/^Invalid input: expected (\w+), received (\w+)$/, "must be a $1, not a $2")
    .replace(/^Invalid input: /, "");
}

export interface Failure {
  status: number;
  headers: Record<string, string>;
  problem: Problem;
}

/** `instance` is the path of the request; for an unknown error the person gets the request id to quote. */
export function toFailure(error: unknown, instance: string, requestId: string): Failure {
  if (error instanceof VisibleError) {
    const { retryAfterS } = error.options;
    return {
      status: error.status,
      headers: retryAfterS === undefined ? {} : { "retry-after": String(Math.ceil(retryAfterS)) },
      problem: { ...toProblem(error, instance), requestId },
    };
  }
  return {
    status: 500,
    headers: {},
    problem: {
      type: "urn:practice-hub:internal",
      title: "Something went wrong",
      status: 500,
      detail: `Something went wrong on our side. Nothing you typed is at fault. Quote ${requestId} if it happens again.`,
      instance,
      code: "internal",
      requestId,
    },
  };
}
