import { z } from "zod";
import { command } from "#lib/audit/command";
import type { Done } from "#lib/audit/entry";
import { dateIn } from "#lib/measures/period";
import { capacityChoiceOf, digitChoiceOf, mirrorChoiceOf, type DigitChoice } from "../analysisChoice.ts";
import { fullestFirst } from "../capacityUse.ts";
import { digitAnalysis, type DigitAnalysis } from "../digits.ts";
import { shownRows, type MirrorRow } from "../mirror.ts";
import { paramsOfPopulation, populationOf, USUAL_DAYS } from "../population.ts";
import { capacityAccounts, type CapacityAccount } from "../queries/capacityUse.ts";
import { digitCounts, type DigitParty } from "../queries/digits.ts";
import { mirrorOf, namesOf, type MirrorNames } from "../queries/mirror.ts";

/** An analysis as it is handed out. */
export type ExportedAnalysis =
  | { readonly view: "digits"; readonly choice: DigitChoice; readonly analysis: DigitAnalysis<DigitParty> }
  | { readonly view: "capacity"; readonly accounts: readonly CapacityAccount[] }
  | { readonly view: "mirror"; readonly rows: readonly MirrorRow[]; readonly names: MirrorNames };

const schema = z.strictObject({
  view: z.enum(["digits", "capacity", "mirror"]),
  /** The parameters of the analysis's address: its population and choices. */
  address: z.string().max(1_000),
});

/** Hands an analysis out whole. Which, of which population and by whom is an audit entry. */
export const exportAnalysis = command("analysis.read", schema, async ({ tx, now }, { view, address }): Promise<Done<ExportedAnalysis>> => {
  const params = new URLSearchParams(address);
  const population = populationOf(params, dateIn(now), view === "capacity" ? USUAL_DAYS.production : USUAL_DAYS.lines);
  const entry = (choice: Readonly<Record<string, unknown>>, rows: number) => ({ action: "analysis.export", subject: { kind: "analysis", id: view }, facts: { ...paramsOfPopulation(population), ...choice, rows } });
  if (view === "digits") {
    const choice = digitChoiceOf(params);
    const analysis = digitAnalysis(choice.test, await digitCounts(tx, population, choice));
    return { result: { view, choice, analysis }, audit: entry(choice, analysis.ranked.length) };
  }
  if (view === "capacity") {
    const choice = capacityChoiceOf(params);
    const accounts = fullestFirst(await capacityAccounts(tx, population), choice.over);
    return { result: { view, accounts }, audit: entry({ over: choice.over }, accounts.length) };
  }
  const choice = mirrorChoiceOf(params);
  const rows = shownRows((await mirrorOf(tx, population, choice.source)).rows, choice.rows);
  return { result: { view, rows, names: await namesOf(tx, rows) }, audit: entry(choice, rows.length) };
});
