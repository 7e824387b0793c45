import type { Count } from "#lib/triage/row";
import { numberFormat } from "../ui/number-format.ts";

/** `1,204`, or `10,000+` where counting stopped. */
export function countWords({ count, more }: Count, locale: string): string {
  return numberFormat(locale, "whole").format(count) + (more ? "+" : "");
}
