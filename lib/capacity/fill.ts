/** What stands on an account in the order it was entered; amounts are decimals in the account's unit, below zero where goods went back. */
export type Filling = { readonly key: string; readonly quantity: string };

/** One piece of the bar from `from` to `to`, both in parts of the bar's whole width (0 to 1). `over` lies beyond the limit. */
export type Piece = { readonly key: string; readonly from: number; readonly to: number; readonly over: boolean; readonly back: boolean };

/** The bar: its pieces in order, where its limit and its limit with the reserve are marked, and where what is declared ends. */
export type Fill = { readonly pieces: readonly Piece[]; readonly limit: number | null; readonly capacity: number | null; readonly end: number };

/** The keys of pieces that are no single line: what was sold elsewhere, and earlier lines too many to draw. */
export const ELSEWHERE = "elsewhere";
export const EARLIER = "earlier";

/**
 * The bar that fills line by line: elsewhere first, then earlier lines as one, then each line on top of those before it. A piece that
 * crosses the capacity (limit and reserve) is cut there. Goods that went back are drawn from the end backwards. The bar's width is the
 * capacity or all that was filled in, whichever is more.
 */
export function fillOf(lines: readonly Filling[], figures: { readonly limit: string | null; readonly reserve: string; readonly declared: string; readonly elsewhere: string }): Fill {
  const elsewhere = Number(figures.elsewhere);
  const shown = lines.reduce((sum, line) => sum + Number(line.quantity), 0);
  const rest = Number(figures.declared) - shown;
  const forward = [{ key: ELSEWHERE, amount: elsewhere }, { key: EARLIER, amount: rest }, ...lines.map((line) => ({ key: line.key, amount: Number(line.quantity) }))].filter((piece) => piece.amount > 0);
  const back = lines.filter((line) => Number(line.quantity) < 0).map((line) => ({ key: line.key, amount: -Number(line.quantity) }));
  const total = forward.reduce((sum, piece) => sum + piece.amount, 0);
  const capacity = figures.limit === null ? null : Number(figures.limit) + Number(figures.reserve);
  const width = Math.max(total, capacity ?? 0) || 1;
  const pieces: Piece[] = [];
  let at = 0;
  for (const { key, amount } of forward) {
    const cut = capacity !== null && at < capacity && capacity < at + amount ? [capacity] : [];
    const edges = [at, ...cut, at + amount];
    for (const [index, from] of edges.slice(0, -1).entries()) {
      const to = edges[index + 1] ?? from;
      pieces.push({ key, from: from / width, to: to / width, over: capacity !== null && from >= capacity, back: false });
    }
    at += amount;
  }
  for (const { key, amount } of back) {
    pieces.push({ key, from: Math.max(0, at - amount) / width, to: at / width, over: false, back: true });
    at -= amount;
  }
  return { pieces, limit: figures.limit === null ? null : Number(figures.limit) / width, capacity: capacity === null ? null : capacity / width, end: Math.max(0, at) / width };
}
