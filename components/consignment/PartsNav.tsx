import { useTranslations } from "next-intl";

export const PARTS = ["score", "capacity", "documents", "findings", "journey", "revisions", "timeline"] as const;
export type PartId = (typeof PARTS)[number];

/** The parts of the page by their addresses, with how many things are in each. */
export function PartsNav({ counts }: { readonly counts: Readonly<Partial<Record<PartId, number>>> }) {
  const t = useTranslations("consignment.part");
  return (
    <nav aria-label={t("label")} className="flex flex-wrap gap-x-1 lg:flex-col">
      {PARTS.map((part) => (
        <a key={part} href={`#${part}`} className="flex h-8 items-center justify-between gap-2 rounded-md px-2 text-table text-ink-soft hover:bg-hover hover:text-ink">
          {t(part)}
          {counts[part] === undefined ? null : <span className="text-xs text-ink-faint">{counts[part]}</span>}
        </a>
      ))}
    </nav>
  );
}
