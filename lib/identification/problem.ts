/** Why a text is not taken as a GS1 key. */
export type KeyProblemCode =
  | "bad-check-digit"
  | "bad-length"
  | "not-digits"
  | "full-width-digits"
  | "unknown-scheme"
  | "bad-character"
  | "bad-date"
  | "too-long"
  | "misplaced-qualifier"
  | "repeated-element";

/** A refused key; `detail` says in English what was read and what it should have been, `right` the check digit it should have had. */
export type KeyProblem = { readonly ok: false; readonly code: KeyProblemCode; readonly detail: string; readonly right?: string };

/** Makes a refusal. */
export function refuseKey(code: KeyProblemCode, detail: string): KeyProblem {
  return { ok: false, code, detail };
}
