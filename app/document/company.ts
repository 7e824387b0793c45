/**
 * Tells whether somebody asked for the same less than `within` milliseconds before. What is asked for by one alone is not worth a drawing for all.
 * Remembers `most` of the things asked for last.
 */
export function company(within: number, most: number): (what: string, now: number) => boolean {
  const lastAsked = new Map<string, number>();
  return (what, now) => {
    const before = lastAsked.get(what);
    lastAsked.delete(what);
    lastAsked.set(what, now);
    const [oldest] = lastAsked.keys();
    if (lastAsked.size > most && oldest !== undefined) lastAsked.delete(oldest);
    return before !== undefined && now - before < within;
  };
}
