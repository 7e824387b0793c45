/** A refused record as a row of the table that is sent back: its own cells, and why it was not taken. */
export type RefusedRow = { readonly cells: readonly string[]; readonly number: string | null; readonly pointer: string; readonly reasons: readonly string[] };

/** The words of a returned table's own columns. */
export type RefusedWords = { readonly number: string; readonly place: string; readonly reason: string };

/**
 * The refused records as CSV with a byte order mark, so that spreadsheets open it as UTF-8: the sender's own columns as they were, and the reasons
 * behind them. Corrected and sent again, the reasons are a column that no mapping names.
 */
export function refusedTable(header: readonly string[], rows: readonly RefusedRow[], words: RefusedWords): string {
  const own = header.length > 0;
  const head = own ? [...header, words.reason] : [words.number, words.place, words.reason];
  const lines = rows.map(({ cells, number, pointer, reasons }) => (own ? [...header.map((_, at) => cells[at] ?? ""), reasons.join("; ")] : [number ?? "", pointer, reasons.join("; ")]));
  return `\uFEFF${[head, ...lines].map((line) => line.map(quoted).join(",")).join("\r\n")}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
