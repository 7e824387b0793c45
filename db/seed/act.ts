/**
 * One thing that somebody did in the demo's past. Acts of all stories are done in the order of their instants, so that the record
 * reads as it would have grown; what an act hands back touches nothing of the acts after it and may be done beside them.
 */
export type Act = { readonly at: Date; readonly run: (now: Date) => Promise<Beside | undefined | void> };
export type Beside = () => Promise<void>;

export const act = (at: Date, run: Act["run"]): Act => ({ at, run });

/** Does the same to many, some at a time; which comes first does not matter. */
export async function inParallel<Item>(items: readonly Item[], lanes: number, work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const walk = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, walk));
}
