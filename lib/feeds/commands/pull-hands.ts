import type { EventOutcome } from "../event.ts";
import type { NewGap, SourceCursor } from "../source.ts";
import type { ListedFile } from "../sourceFile.ts";
import type { PullProblem } from "../sourceProblem.ts";
import type { Reach } from "./pull-fetch.ts";

/** One thing that was read: its bytes, and what they are. */
export type Piece = { readonly body: Uint8Array; readonly contentType: string };

/** What became of a piece: the document it is kept as, with an outcome for each event as far as they are known by now; or why it was not taken. */
export type TakenPiece = { readonly documentId: string; readonly outcomes: readonly EventOutcome[] } | { readonly documentId: null; readonly problem: PullProblem };

/** A file that was dealt with, and never is again in this version. */
export type FileTaken = { readonly name: string; readonly version: string; readonly documentId: string | null; readonly problem: PullProblem | null };

/**
 * What a reader works with. `take` captures a piece; `keep` moves the cursor afterwards, so that being killed in between repeats a piece and
 * skips none; `goesOn` says whether this run may read another piece; `taken` tells which versions of files were dealt with before.
 */
export type Hands = {
  readonly reach: Reach;
  readonly now: () => Date;
  readonly goesOn: () => boolean;
  readonly take: (piece: Piece) => Promise<TakenPiece>;
  readonly keep: (cursor: SourceCursor, noted?: { readonly gaps?: readonly NewGap[]; readonly file?: FileTaken }) => Promise<void>;
  readonly fileVersions: (names: readonly string[]) => Promise<ReadonlySet<string>>;
};

/** How far a reading got: `all` there is now, or there is `more` for the next run. */
export type Progress = "all" | "more";

/** A remote folder: what is in it, a file's bytes up to a limit, and an end. All of them throw PullFailure. */
export type Folder = { readonly list: () => Promise<readonly ListedFile[]>; readonly read: (name: string, most: number) => Promise<Uint8Array>; readonly close: () => Promise<void> };

/** The most files a folder may hold. */
export const MOST_FILES = 100_000;
