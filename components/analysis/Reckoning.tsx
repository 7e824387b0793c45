import { LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";

/** Stands in the place of an analysis while it is reckoned, which over a year of a large house takes seconds. */
export function Reckoning() {
  const t = useTranslations("analysis");
  return (
    <div role="status" className="panel flex items-center gap-3 p-6 text-ink-soft">
      <LoaderCircle aria-hidden className="size-5 shrink-0 animate-spin motion-reduce:animate-none" />
      <span>
        <span className="block font-medium text-ink">{t("reckoning")}</span>
        {t("reckoningNote")}
      </span>
    </div>
  );
}
