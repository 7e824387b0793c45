import type { Transaction } from "#db/client";
import { insertBlock, type BlockTable } from "#db/block";
import type { Assessment } from "../assess.ts";
import { pointsOfModel, type ModelScore } from "../modelScore.ts";

/** An assessed declaration with what the models in force said of it. */
export type ScoredDeclaration = { readonly declarationId: number; readonly revision: number; readonly models: Assessment["models"] };

/** As many contributions are kept by name, the largest; what the others add up to is kept as one figure. */
const KEPT = 8;

type Row = Omit<ScoredDeclaration, "models"> & { readonly scored: ModelScore; readonly contributions: ModelScore["contributions"]; readonly rest: number };

/** Keeps what the models in force said of declarations, in the transaction of their assessment. */
export async function keepModelScores(tx: Transaction, assessed: readonly ScoredDeclaration[], now: Date): Promise<void> {
  const rows = assessed.flatMap(({ declarationId, revision, models }) => models.map((scored): Row => ({ declarationId, revision, scored, ...ofNote(scored) })));
  if (rows.length > 0) await insertBlock(tx, tableAt(now), rows);
}

/** The largest contributions, and the sum of the others: with the general part they still add up to the score exactly. */
function ofNote({ contributions }: ModelScore): Pick<Row, "contributions" | "rest"> {
  const ordered = contributions.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  return { contributions: ordered.slice(0, KEPT), rest: ordered.slice(KEPT).reduce((sum, { value }) => sum + value, 0) };
}

function tableAt(now: Date): BlockTable<Row> {
  return {
    name: "model_scores",
    columns: [
      ["declaration_id", "bigint", (row) => String(row.declarationId)],
      ["revision", "integer", (row) => String(row.revision)],
      ["model_id", "bigint", (row) => String(row.scored.model)],
      ["mode", "text", (row) => row.scored.mode],
      ["line_no", "integer", (row) => String(row.scored.line)],
      ["score", "double precision", (row) => String(row.scored.score)],
      ["chance", "double precision", (row) => String(row.scored.chance)],
      ["points", "integer", (row) => String(row.scored.mode === "live" ? pointsOfModel(row.scored) : 0)],
      ["general", "double precision", (row) => String(row.scored.general)],
      ["contributions", "jsonb", (row) => JSON.stringify(row.contributions)],
      ["rest", "double precision", (row) => String(row.rest)],
      ["inputs", "text", (row) => row.scored.inputs],
      ["at", "timestamptz", now.toISOString()],
    ],
  };
}
