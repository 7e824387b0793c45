import type { Refusal } from "#lib/access/refusal";
import type { LineCapacity } from "#lib/capacity/verdict";

/** The answer to a lodging: each line's verdict with its working. `standing` is the revision that counts, where a newer one is known. */
export type Lodged = {
  readonly number: string;
  readonly revision: number;
  readonly standing: number;
  readonly created: boolean;
  readonly lines: readonly { readonly no: number; readonly capacity: LineCapacity }[];
};

/** What became of one declaration of several lodged together. */
export type Outcome = { readonly lodged: Lodged } | { readonly refused: Refusal };
