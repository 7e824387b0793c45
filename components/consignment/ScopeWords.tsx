import { useLocale, useTranslations } from "next-intl";
import type { CertificateScope } from "#lib/certificates/certificate";

/** What a certificate or an account covers: goods by name where they are known, a category, or HS prefixes. */
export function ScopeWords({ scope, goods = {} }: { readonly scope: CertificateScope; readonly goods?: Readonly<Record<string, string>> }) {
  const [t, locale] = [useTranslations("consignment.scope"), useLocale()];
  if (scope.kind === "category") return t("category", { category: t.has(`named.${scope.values[0]}`) ? t(`named.${scope.values[0]}`) : scope.values[0] });
  if (scope.kind === "hsPrefixes") return t("hsPrefixes", { prefixes: scope.values.join(", ") });
  return scope.values.map((gtin) => goods[gtin] ?? gtin).join(locale === "zh-CN" ? "、" : ", ");
}
