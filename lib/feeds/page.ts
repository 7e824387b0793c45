/** A page of rows and the token position of the next; null on the last page. */
export type Page<Row> = { readonly rows: readonly Row[]; readonly next: string | null };

/** Cuts rows read one beyond the limit to a page; `key` gives the position of its last row. */
export function paged<Row>(rows: readonly Row[], limit: number, key: (row: Row) => string): Page<Row> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? key(last) : null };
}
