import { z } from "zod";
import { Refusal } from "#lib/access/refusal";

/** The most rows of one page, and how many come unasked. */
export const MOST = 200;
export const USUAL = 50;

const limitField = z.string().regex(/^[1-9]\d{0,4}$/, "a whole number").transform(Number).pipe(z.number().max(MOST)).default(USUAL).describe(`rows of the page, 1 to ${MOST}; ${USUAL} unasked`);
const afterField = z.string().max(400).optional().describe("`next` of the page before");

/** The query of a list: `limit` and `after` beside its own filters. */
export const pageShape = { limit: limitField, after: afterField } as const;

/** The body of a list: its rows, and the `after` of the following page, null on the last. */
export function listOf<Row extends z.ZodType>(row: Row) {
  return z.strictObject({ items: z.array(row), next: z.string().nullable() });
}

/** A place in a list as the outside sees it: opaque, so that its inside can change. */
export function sealed(place: string | null): string | null {
  return place === null ? null : Buffer.from(place, "utf8").toString("base64url");
}

/** A place out of `after`; refuses what this interface never gave. `reads` tells whether the inside is one of this list's places. */
export function opened(after: string | undefined, reads: (place: string) => boolean): string | undefined {
  if (after === undefined) return undefined;
  const place = Buffer.from(after, "base64url").toString("utf8");
  if (sealed(place) !== after || !reads(place)) throw new Refusal("bad-input", "after-unreadable", {}, [{ pointer: "/after", code: "after-unreadable", detail: "Send the `next` of the page before, unchanged." }]);
  return place;
}

/** The key of a numbered row: it sorts as its number does. */
export const numberKey = (id: number): string => String(id).padStart(15, "0");

/** A page of a short list that is read whole, by the key of each row; `place` is what its keys look like. */
export function pageByKey<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
  place: RegExp,
): { readonly items: Row[]; readonly next: string | null } {
  const from = opened(after, (text) => place.test(text));
  const ahead = rows.map((row) => ({ row, key: keyOf(row) })).filter(({ key }) => from === undefined || key > from).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const shown = ahead.slice(0, limit);
  return { items: shown.map(({ row }) => row), next: sealed(ahead.length > limit ? (shown.at(-1)?.key ?? null) : null) };
}
