import { useTranslations } from "next-intl";

/** What a document is in words; a format that has none yet stands as its id. */
export function FormatName({ format }: { readonly format: string }) {
  const t = useTranslations("imports.formatOf");
  return t.has(format) ? t(format as "single-window") : format;
}
