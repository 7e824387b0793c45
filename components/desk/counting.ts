import type { Count } from "#lib/triage/row";

/** `1,204`, or `10,000+` where counting stopped. */
export function countWords({ count, more }: Count, locale: string): string {
  return new Intl.NumberFormat(locale).format(count) + (more ? "+" : "");
}
