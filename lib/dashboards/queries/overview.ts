import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { TILES, TILE_KINDS, tilesOf, type Overview } from "../overview.ts";
import type { FigureView, Span } from "../figure-view.ts";
import { lanesByDay } from "../section-choice.ts";
import { flowByDay } from "../section-flow.ts";
import { grainOf, type Loaded } from "../section-table.ts";
import { figuresByDay, figuresIn, pastDue, standingOfFigures } from "./figures.ts";

/** The first page of the dashboards, in a fixed number of statements over figures. */
export async function overviewOf(tx: Transaction, view: FigureView, now: Date): Promise<Overview> {
  const [standing, here, there] = await Promise.all([standingOfFigures(tx), load(tx, view, now), view.against === null ? null : load(tx, view.against, now)]);
  const past = (loaded: Loaded) => [...loaded.past.values()].reduce((sum, n) => sum + n, 0);
  const [one, other] = [{ rows: here.rows, span: view, past: past(here) }, there === null ? null : { rows: there.rows, past: past(there) }];
  // What stands now has no days before; beside another office it has.
  const standsBeside = view.against?.what === "office" ? other : null;
  return { view, standing, now: tilesOf(TILES.now, one, standsBeside), days: tilesOf(TILES.days, one, other), tables: [flowByDay(here, there), lanesByDay(here, null)] };
}

async function load(tx: Transaction, span: Span, now: Date): Promise<Loaded> {
  const [rows, series, past] = await Promise.all([figuresIn(tx, TILE_KINDS, span), figuresByDay(tx, ["arrived", "closed"], span, grainOf(span)), pastDue(tx, span.office, now)]);
  return { span, rows, series, past, offices: [], examinable: new Map(), names: new Map() };
}

/** When a session ends at the latest; null once it has ended. */
export async function sessionEnd(tx: Transaction, session: string): Promise<Date | null> {
  const [row] = await tx.execute<{ at: string }>(sql`select expires_at::text as at from sessions where token_hash = ${session} and ended_at is null`);
  return row === undefined ? null : new Date(row.at);
}
