import { useTranslations } from "next-intl";
import { LinkButton } from "./Button.tsx";

/** On to the next page of a list, and back to the first, for screens of the server. Addresses are without the language; undefined where there is no such page. */
export function PageLinks({ first, next }: { readonly first: string | undefined; readonly next: string | undefined }) {
  const t = useTranslations("admin.pager");
  if (first === undefined && next === undefined) return null;
  return (
    <nav aria-label={t("label")} className="flex justify-end gap-2">
      {first === undefined ? null : <LinkButton href={first}>{t("first")}</LinkButton>}
      {next === undefined ? null : <LinkButton href={next}>{t("next")}</LinkButton>}
    </nav>
  );
}
