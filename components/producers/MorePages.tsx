import { useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/Button";

/** On to the next page of a list, and back to its first. Both are addresses; undefined where there is no such page. */
export function MorePages({ first, next }: { readonly first: string | undefined; readonly next: string | undefined }) {
  const t = useTranslations("producers.pages");
  if (first === undefined && next === undefined) return null;
  return (
    <nav aria-label={t("label")} className="flex justify-end gap-2">
      {first === undefined ? null : <LinkButton href={first}>{t("first")}</LinkButton>}
      {next === undefined ? null : <LinkButton href={next}>{t("next")}</LinkButton>}
    </nav>
  );
}
