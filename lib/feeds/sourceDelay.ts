/** New events counted by how long after they happened they came: steps of an eighth, so that a median is right to an eighth of itself. */
export type Delays = Readonly<Record<string, number>>;

const STEPS_OF_DOUBLING = 6;

/** Counts delays in seconds. What came before it happened counts as at once. */
export function delaysOf(seconds: readonly number[]): Delays {
  const counted: Record<string, number> = {};
  for (const each of seconds) {
    const step = String(stepOf(each));
    counted[step] = (counted[step] ?? 0) + 1;
  }
  return counted;
}

/** The median of counted delays in seconds; null where nothing was counted. */
export function medianDelay(all: readonly Delays[]): number | null {
  const counted = new Map<number, number>();
  for (const delays of all) for (const [step, count] of Object.entries(delays)) counted.set(Number(step), (counted.get(Number(step)) ?? 0) + count);
  const steps = [...counted].toSorted(([a], [b]) => a - b);
  const half = steps.reduce((sum, [, count]) => sum + count, 0) / 2;
  let passed = 0;
  for (const [step, count] of steps) {
    passed += count;
    if (passed >= half && passed > 0) return step === 0 ? 0 : Math.round(2 ** ((step - 1) / STEPS_OF_DOUBLING));
  }
  return null;
}

function stepOf(seconds: number): number {
  return seconds < 1 ? 0 : 1 + Math.round(Math.log2(seconds) * STEPS_OF_DOUBLING);
}
