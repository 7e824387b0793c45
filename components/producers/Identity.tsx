import { useLocale, useTranslations } from "next-intl";
import { DataList } from "#components/ui/DataList";
import { countryName } from "../desk/wording.ts";

/** A site as its page shows it. */
export type SiteShown = {
  readonly name: string;
  readonly country: string;
  readonly kind: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
  readonly aliases: readonly string[];
};

/** What a site is known by: its numbers, and every spelling under which it is declared. */
export function Identity({ site }: { readonly site: SiteShown }) {
  const [t, locale] = [useTranslations("producers.identity"), useLocale()];
  const others = site.aliases.filter((alias) => alias !== site.name);
  return (
    <DataList
      columns={2}
      data={[
        { label: t("country"), value: countryName(site.country, locale) },
        { label: t("kind"), value: t.has(`kinds.${site.kind}`) ? t(`kinds.${site.kind}`) : site.kind },
        ...site.identifiers.map((identifier) => ({ label: t(`scheme.${identifier.scheme === "gln" ? "gln" : "registration"}`), value: <span className="font-mono">{identifier.value}</span> })),
        { label: t("aliases"), value: others.length === 0 ? <span className="text-ink-faint">{t("noAliases")}</span> : others.join(" · ") },
        ...(site.latitude === null || site.longitude === null ? [] : [{ label: t("place"), value: `${site.latitude.toFixed(4)}, ${site.longitude.toFixed(4)}` }]),
      ]}
    />
  );
}
