import { CircleCheck, CircleDashed, CircleDot, CircleSlash2, OctagonX, UnfoldHorizontal } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Tag, type Tone } from "#components/ui/Tag";
import type { Agreement, MatchCell, MatchedLine } from "#lib/triage/match";
import { GAP, Grid } from "./Grid.tsx";
import { worded } from "./worded.ts";

const SIGN = {
  agrees: { tone: "green", icon: CircleCheck },
  disagrees: { tone: "red", icon: OctagonX },
  part: { tone: "blue", icon: CircleDot },
  alone: { tone: "neutral", icon: CircleDashed },
  silent: { tone: "neutral", icon: CircleSlash2 },
  "cannot-compare": { tone: "yellow", icon: UnfoldHorizontal },
} as const satisfies Record<Agreement, { tone: Tone; icon: unknown }>;

/** The documents of one line side by side, each disagreement with its sign and word. */
export function MatchTable({ line }: { readonly line: MatchedLine }) {
  const t = useTranslations("consignment.match");
  const locale = useLocale();
  const reports = line.reports.map((report) => t("source", { kind: t(`kind.${report.kind}`), number: report.number, who: worded(report.body, locale), how: report.linkedBy === "lot" ? "none" : "quantity" }));
  const transports = line.transports.map((document) => t("source", { kind: t(`carriage.${document.kind}`), number: document.number, who: document.carrier, how: document.linkedBy === "declaration" ? "none" : "lot" }));
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-semibold">
        {t("line", { no: line.no })} <span className="font-normal">{worded(line.goods, locale)}</span>
      </h3>
      <Grid
        label={t("label", { no: line.no })}
        columns={[
          { id: "matter", label: t("matter") },
          { id: "declaration", label: t("declaration") },
          { id: "report", label: t("report") },
          { id: "transport", label: t("transport") },
          { id: "feed", label: t("feed") },
          { id: "agreement", label: t("agreement") },
        ]}
        rows={line.rows.map((row) => ({
          id: row.matter,
          faded: row.agreement === "silent",
          cells: {
            matter: <span className="whitespace-nowrap">{t(`of.${row.matter}`)}</span>,
            declaration: said(row.declaration),
            report: said(row.report),
            transport: said(row.transport),
            feed: said(row.feed),
            agreement: <Sign agreement={row.agreement} />,
          },
        }))}
      />
      <p className="text-xs text-ink-faint">
        {reports.length === 0 ? t("noReport") : t("reports", { reports: reports.join(t("between")) })}{" "}
        {transports.length === 0 ? t("noTransport") : t("transports", { documents: transports.join(t("between")) })}
      </p>
    </div>
  );
}

const said = (cell: MatchCell) => (cell === null ? GAP : <Said cell={cell} />);

function Said({ cell }: { readonly cell: NonNullable<MatchCell> }) {
  const t = useTranslations("consignment.match");
  const locale = useLocale();
  const step = cell.note === "made" || cell.note === "shipped" || cell.note === "inside" || cell.note === "loaded" ? t(`step.${cell.note}`) : cell.note;
  return (
    <span className={cell.against ? "font-semibold text-red" : ""}>
      {worded(cell.text, locale)}
      {step === undefined ? null : <span className="block text-xs font-normal text-ink-faint">{step}</span>}
    </span>
  );
}

function Sign({ agreement }: { readonly agreement: Agreement }) {
  const t = useTranslations("consignment.match.sign");
  const { tone, icon: Icon } = SIGN[agreement];
  return (
    <Tag tone={tone} icon={<Icon aria-hidden className="size-3.5 shrink-0" />}>
      {t(agreement)}
    </Tag>
  );
}
