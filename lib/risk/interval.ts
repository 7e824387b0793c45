/** A share of a counted whole with the interval that holds the true one nineteen times in twenty; all between 0 and 1. */
export type Share = { readonly hits: number; readonly of: number; readonly share: number; readonly low: number; readonly high: number };

const NINETEEN_OF_TWENTY = 1.959963984540054;

/** The share of `hits` among `of` with its Wilson score interval, which stays right for few and for none (Wilson 1927); undefined where nothing was counted. */
export function shareOf(hits: number, of: number): Share | undefined {
  if (of <= 0) return undefined;
  const share = hits / of;
  const z2 = NINETEEN_OF_TWENTY ** 2;
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of);
  const half = (NINETEEN_OF_TWENTY / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of));
  return { hits, of, share, low: hits === 0 ? 0 : Math.max(0, middle - half), high: hits === of ? 1 : Math.min(1, middle + half) };
}
