"use client";
import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/Button";
import { addressOf } from "../producers/address.ts";

/** Hands an analysis out as CSV; that it was is an audit entry. */
export function ExportLink({ view, query }: { readonly view: "digits" | "capacity" | "mirror"; readonly query: Readonly<Record<string, string | undefined>> }) {
  const [t, locale] = [useTranslations("analysis.population"), useLocale()];
  return (
    <a href={addressOf(`/api/analysis/${view}`, { ...query, language: locale === "zh-CN" ? "zh" : "en" })} download title={t("exportNote")} className={buttonClass("quiet", "md")}>
      <Download aria-hidden className="size-4" />
      {t("export")}
    </a>
  );
}
