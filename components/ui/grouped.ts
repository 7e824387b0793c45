/** Groups a decimal text by thousands as the language does, every digit kept. */
export function grouped(value: string, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 12 }).format(value as Intl.StringNumericLiteral);
}
