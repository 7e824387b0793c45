"use client";
import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/Button";
import { Link, usePathname } from "../../app/navigation.ts";

/** On to the next page of a list, and back to the first. `next` is the query of the next page; undefined on the last. */
export function Pager({ next, first }: { readonly next: Readonly<Record<string, string>> | undefined; readonly first: boolean }) {
  const t = useTranslations("admin.pager");
  const path = usePathname();
  if (next === undefined && !first) return null;
  return (
    <nav aria-label={t("label")} className="flex justify-end gap-2">
      {first ? (
        <Link href={path} className={buttonClass("quiet")}>
          {t("first")}
        </Link>
      ) : null}
      {next === undefined ? null : (
        <Link href={{ pathname: path, query: next }} className={buttonClass("quiet")}>
          {t("next")}
        </Link>
      )}
    </nav>
  );
}
