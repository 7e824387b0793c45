import { useTranslations } from "next-intl";
import { Tag } from "#components/ui/Tag";
import type { Checked } from "#lib/feeds/quarantine";

/** What would become of a text that was checked again. */
export function CheckedNote({ checked: { outcome, problems } }: { readonly checked: Checked }) {
  const t = useTranslations("quarantine.entry");
  if (outcome === "rejected") return <Tag tone="red">{t("stillWrong")}</Tag>;
  return (
    <div className="flex flex-col items-start gap-1">
      <Tag tone={outcome === "warning" ? "yellow" : outcome === "duplicate" ? "neutral" : "green"}>{t(outcome === "duplicate" ? "known" : "open")}</Tag>
      <p className="text-table text-ink-soft">{t("checked", { problems: problems.length })}</p>
    </div>
  );
}
