/** A text that stands in both languages, in the reader's. */
export function worded(text: { readonly en: string; readonly zh: string }, locale: string): string {
  return locale === "en" ? text.en : text.zh;
}

/** The last day of a half-open run of dates that ends before `to` (YYYY-MM-DD). */
export function lastDay(to: string): string {
  return new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** A production period as people of a language write it: the year alone where it is one calendar year. */
export function periodWords({ from, to }: { readonly from: string; readonly to: string }, locale: string): string {
  const zh = locale === "zh-CN";
  const year = Number(from.slice(0, 4));
  if (from.endsWith("-01-01") && to === `${String(year + 1).padStart(4, "0")}-01-01`) return zh ? `${from.slice(0, 4)}年` : from.slice(0, 4);
  const last = lastDay(to);
  return from === last ? from : zh ? `${from}至${last}` : `${from} – ${last}`;
}

/** A decimal share such as 3.3333 as a percentage in a language. */
export function shareWords(used: string | number, locale: string): string {
  const share = Number(used);
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0 }).format(share);
}
