import { Refusal, type InputProblem, type RefusalKind } from "#lib/access/refusal";

/** HTTP status of each kind of no. */
export const STATUS_OF = {
  "bad-input": 400,
  "signed-out": 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  precondition: 412,
  unprocessable: 422,
  "too-many": 429,
} as const satisfies Record<RefusalKind, number>;

/** A no that only HTTP knows: it has a status of its own (405, 413, 415) or headers that say how to go on. */
export class HttpRefusal extends Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, facts: Readonly<Record<string, string | number>> = {}, more: { readonly headers?: Readonly<Record<string, string>>; readonly errors?: readonly InputProblem[] } = {}) {
    super("bad-input", code, facts, more.errors ?? []);
    this.status = status;
    this.headers = more.headers ?? {};
  }
}

/** The status a refusal is answered with. */
export function statusOf(refusal: Refusal): number {
  return refusal instanceof HttpRefusal ? refusal.status : STATUS_OF[refusal.kind];
}
