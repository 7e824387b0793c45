import type { ZodType } from "zod";
import { Refusal, type InputProblem } from "./refusal.ts";

/** A path into an input as a JSON pointer (RFC 6901). */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/**
 * Reads an input by a schema, or refuses it with a pointer and a code for each thing wrong; a field that no schema names is pointed at itself.
 * A custom issue carries its code in `params.code`; zod's own codes are used otherwise.
 */
export function parsed<T>(schema: ZodType<T>, input: unknown): T {
  const outcome = schema.safeParse(input);
  if (outcome.success) return outcome.data;
  const errors = outcome.error.issues.flatMap((issue): InputProblem[] => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((name) => ({
        pointer: pointerOf([...issue.path, name]),
        code: "unrecognized-keys",
        detail: `there is no field ${JSON.stringify(name.slice(0, 60))} here: leave it out, or correct its name`,
      }));
    const code = issue.code === "custom" && typeof issue.params?.["code"] === "string" ? issue.params["code"] : missing(issue, input) ? "missing" : issue.code.replaceAll("_", "-");
    return [{ pointer: pointerOf(issue.path), code, detail: issue.message }];
  });
  throw new Refusal("bad-input", "invalid-input", { problems: errors.length }, errors);
}

function missing(issue: { readonly code: string; readonly path: readonly PropertyKey[] }, input: unknown): boolean {
  if (issue.code !== "invalid_type") return false;
  let value: unknown = input;
  for (const part of issue.path) value = typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined;
  return value === undefined;
}
