import { useLocale } from "next-intl";

/** Groups a decimal text by thousands as the language does, every digit kept. */
export function grouped(value: string, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 12 }).format(value as Intl.StringNumericLiteral);
}

/** A number with its unit. `value` is a decimal text, exact; `unit` is already a word of this language. */
export function Amount({ value, unit }: { readonly value: string; readonly unit?: string | undefined }) {
  const locale = useLocale();
  return (
    <span className="whitespace-nowrap">
      {grouped(value, locale)}
      {unit === undefined ? null : <span className="text-ink-soft"> {unit}</span>}
    </span>
  );
}
