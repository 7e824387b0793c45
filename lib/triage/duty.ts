import { drawnOf, fractionOf } from "./draw.ts";

/** A person on duty with what they have to examine that day already. */
export type OnDuty = { readonly person: number; readonly name: string; readonly limit: number; readonly assigned: number };

/** Why a person on duty is not drawn from. */
export type Barred = "full" | "releases" | "examined-before" | "replaced";

/** A draw of an examiner: the text under the seed, its fraction, whom it chose from by id, and who was left out for what reason. */
export type DutyDraw = { readonly text: string; readonly fraction: string; readonly from: readonly number[]; readonly barred: readonly { readonly person: number; readonly why: Barred }[] };

/** Who may not examine: those who order, handle or decide on the release, those who examined the goods before, and the one who is replaced. */
export type Excluded = { readonly releases: ReadonlySet<number>; readonly examined: ReadonlySet<number>; readonly replaced?: number | undefined };

/** The text that is drawn with for an examination, by the declaration's number, the examination's, and the how-manieth draw for it this is. */
export function drawText(number: string, examination: number, turn: number): string {
  return `examiner:${number}:${examination}:${turn}`;
}

/** Draws an examiner from those on duty who may and can (双随机). Undefined as the chosen where nobody is left. */
export function drawExaminer(seed: string, text: string, onDuty: readonly OnDuty[], excluded: Excluded): { readonly chosen: OnDuty | undefined; readonly draw: DutyDraw } {
  const inOrder = onDuty.toSorted((a, b) => a.person - b.person);
  const judged = inOrder.map((one) => ({ one, why: barredBy(one, excluded) }));
  const eligible = judged.filter(({ why }) => why === undefined).map(({ one }) => one);
  const fraction = fractionOf(seed, text);
  const barred = judged.flatMap(({ one, why }) => (why === undefined ? [] : [{ person: one.person, why }]));
  return { chosen: drawnOf(fraction, eligible), draw: { text, fraction, from: eligible.map(({ person }) => person), barred } };
}

function barredBy({ person, limit, assigned }: OnDuty, { releases, examined, replaced }: Excluded): Barred | undefined {
  if (person === replaced) return "replaced";
  if (examined.has(person)) return "examined-before";
  if (releases.has(person)) return "releases";
  return assigned >= limit ? "full" : undefined;
}
