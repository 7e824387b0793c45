/** A percentage as somebody writes it, `2.5` or `2.5 %`, in hundredths of a percent; NaN where it is none or finer than that. */
export function rateOf(text: string | undefined): number {
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text?.trim() ?? "");
  return found === null ? Number.NaN : Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
}

/** Hundredths of a percent as a field shows them: `2.5`. */
export function rateText(rate: number): string {
  return String(rate / 100);
}

/** Hundredths of a percent as a percentage in a language. */
export function rateWords(rate: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(rate / 10_000);
}

/** So many of so many as a percentage in a language; a dash of none. */
export function partWords(part: number, whole: number, locale: string): string {
  return whole === 0 ? "–" : new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(part / whole);
}
