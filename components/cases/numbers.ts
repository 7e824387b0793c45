import type { Outcome } from "../../app/outcome.ts";

/** Entry numbers as somebody typed them, parted by spaces, commas (full-width too) or lines; each once. */
export function numbersOf(text: string | undefined): string[] {
  return [...new Set((text ?? "").split(/[\s,，、;；]+/).filter((number) => number !== ""))];
}

/** An outcome whose refusals of single entries of a list stand at the one field the list is typed in. */
export function atField<Result>(name: string, outcome: Outcome<Result>): Outcome<Result> {
  if (outcome.state !== "refused") return outcome;
  return { ...outcome, fields: outcome.fields.map(({ pointer, code }) => ({ pointer: pointer.startsWith(`/${name}/`) ? `/${name}` : pointer, code })) };
}
