import { numberFormat } from "./number-format.ts";

/** Groups a decimal text by thousands as the language does, every digit kept. */
export function grouped(value: string, locale: string): string {
  return numberFormat(locale, "exact").format(value as Intl.StringNumericLiteral);
}
