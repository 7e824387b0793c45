import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { Table } from "#components/access/Table";
import type { Preview } from "#lib/lodging/preview";
import { ProblemList } from "./ProblemList.tsx";

/** The first reports of a table as they would be submitted, with what is wrong with each. */
export function ReportPreview({ preview, summaries }: { readonly preview: Preview; readonly summaries: readonly { readonly kind: string; readonly site: string; readonly lots: string; readonly quantity: string }[] }) {
  const t = useTranslations("imports");
  if (preview.documentProblems.some(({ severity }) => severity === "error")) return <ProblemList problems={preview.documentProblems} />;
  const columns = [
    { id: "number", label: t("reports.number") },
    { id: "kind", label: t("reports.kind") },
    { id: "site", label: t("goods.site") },
    { id: "lots", label: t("reports.lots") },
    { id: "quantity", label: t("reports.quantity") },
    { id: "problems", label: t("preview.problems") },
  ];
  return (
    <Table
      label={t("preview.title")}
      columns={columns}
      rows={preview.records.map((record, at) => ({
        id: record.pointer,
        cells: {
          ...summaries[at],
          number: <span className="font-medium">{record.number ?? record.pointer}</span>,
          kind: t.has(`reports.kindOf.${summaries[at]?.kind ?? ""}`) ? t(`reports.kindOf.${summaries[at]?.kind as "origin"}`) : summaries[at]?.kind,
          problems: record.problems.length > 0 ? <ProblemList problems={record.problems} /> : <CircleCheck role="img" aria-label={t("preview.ok")} className="size-4 text-green" />,
        },
      }))}
    />
  );
}
