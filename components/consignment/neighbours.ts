/** The entry numbers beside one on a desk. */
export type Neighbours = { readonly before: string | undefined; readonly after: string | undefined };

/** Finds the numbers beside one in the order a desk has left as a JSON list; what cannot be read, or does not hold the number, has none. */
export function neighboursIn(kept: string | null, number: string): Neighbours {
  const none = { before: undefined, after: undefined };
  if (kept === null) return none;
  try {
    const order: unknown = JSON.parse(kept);
    if (!Array.isArray(order)) return none;
    const numbers = order.filter((one) => typeof one === "string");
    const at = numbers.indexOf(number);
    return at === -1 ? none : { before: numbers[at - 1], after: numbers[at + 1] };
  } catch (error) {
    if (error instanceof SyntaxError) return none;
    throw error;
  }
}
