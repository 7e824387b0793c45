import type { Wording } from "#lib/risk/subject";

/** A text that is the same in both languages, or one that is worded in each. */
export type Words = string | Wording;

/** A cell of a table: its words, and how they stand out; or several words one under the other. */
export type Cell = Words | { readonly text: Words; readonly look: "strong" | "fine" | "wrong" } | { readonly stack: readonly Words[] };

/** A column of a table; `share` is its part of the width, all shares together being the whole. */
export type Column = { readonly label: Wording; readonly share: number; readonly align?: "end" };

/** A row of a table; a marked one belongs to the case itself. */
export type TableRow = { readonly cells: readonly Cell[]; readonly marked?: boolean };

/** One piece of the picture of an account, `from` and `to` in parts of its whole width (0 to 1). */
export type BarPiece = { readonly from: number; readonly to: number; readonly tone: "case" | "other" | "over" };

/** What a dossier is made of, in the order it is read. */
export type Block =
  | { readonly kind: "cover"; readonly number: string; readonly title: string; readonly kicker: Wording }
  | { readonly kind: "contents" }
  | { readonly kind: "chapter"; readonly title: Wording; readonly breaks?: boolean }
  | { readonly kind: "heading"; readonly title: Words }
  | { readonly kind: "statement"; readonly text: Wording; readonly source: Wording }
  | { readonly kind: "paragraph"; readonly text: Words; readonly fine?: boolean }
  | { readonly kind: "facts"; readonly facts: readonly { readonly label: Wording; readonly value: Words }[] }
  | { readonly kind: "table"; readonly columns: readonly Column[]; readonly rows: readonly TableRow[] }
  | { readonly kind: "bar"; readonly pieces: readonly BarPiece[]; readonly limit: number | null; readonly limitLabel: Wording; readonly endLabel: Wording };

/** A record that travels with the dossier: a file whose SHA-256 is the hash the annex gives. */
export type Attachment = { readonly name: string; readonly text: string; readonly description: string };

/** A dossier (卷宗) before it is drawn: what stands on its pages, and the records attached to it. */
export type Dossier = {
  readonly number: string;
  readonly title: string;
  readonly running: Wording;
  readonly blocks: readonly Block[];
  /** Kind, reference and hash of every source, in the order of the annex. */
  readonly sources: readonly { readonly kind: string; readonly reference: string; readonly sha256: string }[];
  readonly attachments: readonly Attachment[];
};
