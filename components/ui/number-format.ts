const SHAPES = {
  whole: {},
  exact: { maximumFractionDigits: 12 },
  share: { style: "percent", maximumFractionDigits: 0 },
  tenth: { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 },
  hundredths: { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: "negative" },
  smallShare: { style: "percent", maximumFractionDigits: 1 },
} as const satisfies Record<string, Intl.NumberFormatOptions>;

const made = new Map<string, Intl.NumberFormat>();

/** How numbers of a shape are written in a language. Each is made once: making one costs as much as a hundred uses. */
export function numberFormat(locale: string, shape: keyof typeof SHAPES): Intl.NumberFormat {
  const key = `${locale} ${shape}`;
  const format = made.get(key) ?? new Intl.NumberFormat(locale, SHAPES[shape]);
  made.set(key, format);
  return format;
}
