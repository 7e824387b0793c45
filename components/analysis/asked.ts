/** The parameters of a page's address; one that is given twice counts once, as its first. */
export function paramsOfPage(asked: Readonly<Record<string, string | readonly string[] | undefined>>): URLSearchParams {
  return new URLSearchParams(Object.entries(asked).flatMap(([name, value]) => {
    const first = typeof value === "string" ? value : value?.[0];
    return first === undefined || first === "" ? [] : [[name, first] as [string, string]];
  }));
}

/** A p-value as people write it: four decimals, and below one in ten thousand only that. */
export function pWords(p: number, locale: string, below: (value: string) => string): string {
  const shape = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
  return p < 0.0001 ? below(shape.format(0.0001)) : shape.format(p);
}

/** A statistic with a few digits. */
export function figureWords(value: number, locale: string, digits = 2): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
}
