/** One thing wrong with an input: where (JSON pointer, RFC 6901), what (code), and what to do about it. */
export type InputProblem = { readonly pointer: string; readonly code: string; readonly detail: string };

/** HTTP status by the kind of no. */
export type RefusalKind = "bad-input" | "unprocessable" | "forbidden" | "not-found" | "conflict" | "precondition" | "too-many" | "signed-out";

/**
 * An expected no. `code` is the stable word that screens translate (`refusals.<code>`) and the interface sends;
 * `facts` fill the sentence; `errors` point into the input.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly errors: readonly InputProblem[];

  constructor(kind: RefusalKind, code: string, facts: Readonly<Record<string, string | number>> = {}, errors: readonly InputProblem[] = []) {
    super(`${kind}: ${code} ${JSON.stringify(facts)}`);
    this.name = "Refusal";
    this.kind = kind;
    this.code = code;
    this.facts = facts;
    this.errors = errors;
  }
}
