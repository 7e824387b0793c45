import { useLocale, useTranslations } from "next-intl";
import { Table } from "#components/access/Table";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import type { ReportRow } from "#lib/certificates/report";
import { amountWords } from "../desk/wording.ts";

const TONE = { conform: "green", "conform-with-remarks": "yellow", "not-conform": "red" } as const;

/** The pre-shipment reports of the own body, the newest first. */
export function ReportList({ reports }: { readonly reports: readonly ReportRow[] }) {
  const [t, locale] = [useTranslations("imports.reports"), useLocale()];
  const result = (said: string | null) => (said === null || !Object.hasOwn(TONE, said) ? (said ?? "–") : <Tag tone={TONE[said as keyof typeof TONE]}>{t(`resultOf.${said as keyof typeof TONE}`)}</Tag>);
  return (
    <Table
      label={t("own")}
      columns={[
        { id: "number", label: t("number") },
        { id: "kind", label: t("kind") },
        { id: "site", label: t("site") },
        { id: "lots", label: t("lots") },
        { id: "quantity", label: t("quantity"), end: true },
        { id: "result", label: t("results") },
        { id: "at", label: t("at") },
      ]}
      rows={reports.map(({ id, number, kind, siteName, lots, quantity, result: said, recordedAt }) => ({
        id,
        cells: {
          number: <span className="font-medium whitespace-nowrap">{number}</span>,
          kind: t(`kindOf.${kind}`),
          site: siteName,
          lots: lots.join(" · "),
          quantity: <span className="whitespace-nowrap">{amountWords(quantity.value, quantity.unit, locale)}</span>,
          result: result(said),
          at: <Timestamp at={recordedAt.toISOString()} />,
        },
      }))}
    />
  );
}
