"use client";
import { useLocale, useTranslations } from "next-intl";
import { useSearchParams } from "next/navigation";
import { buttonClass } from "#components/ui/Button";
import { Link, usePathname } from "../../app/navigation.ts";

/** This same screen in the other language. */
export function LanguageSwitch() {
  const t = useTranslations("frame");
  const other = useLocale() === "en" ? "zh-CN" : "en";
  const path = usePathname();
  const search = useSearchParams().toString();
  return (
    <Link href={search === "" ? path : `${path}?${search}`} locale={other} lang={other} title={t("otherLanguage")} className={buttonClass("plain")} scroll={false}>
      {other === "en" ? "English" : "中文"}
    </Link>
  );
}
