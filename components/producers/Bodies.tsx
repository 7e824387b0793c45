import { useLocale, useTranslations } from "next-intl";
import { Timestamp } from "#components/ui/Timestamp";
import { Grid } from "../consignment/Grid.tsx";

/** An inspection body of a site and what it did. */
export type BodyShown = { readonly id: number; readonly nameEn: string; readonly nameZh: string; readonly certificates: number; readonly revoked: number; readonly reports: number; readonly latest: Date | null };

/** Who certified and inspected a site, how often, and how much of it was revoked. */
export function Bodies({ bodies }: { readonly bodies: readonly BodyShown[] }) {
  const [t, locale] = [useTranslations("producers.body"), useLocale()];
  if (bodies.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  return (
    <Grid
      label={t("label")}
      columns={[
        { id: "name", label: t("name") },
        { id: "certificates", label: t("certificates"), end: true },
        { id: "revoked", label: t("revoked"), end: true },
        { id: "reports", label: t("reports"), end: true },
        { id: "latest", label: t("latest") },
      ]}
      rows={bodies.map((body) => ({
        id: String(body.id),
        cells: {
          name: locale === "en" ? body.nameEn : body.nameZh,
          certificates: body.certificates,
          revoked: body.revoked,
          reports: body.reports,
          latest: body.latest === null ? "–" : <Timestamp at={body.latest.toISOString()} shape="day" />,
        },
      }))}
    />
  );
}
