"use client";
import { useLocale, useTranslations } from "next-intl";
import { Dialog } from "#components/ui/Dialog";
import { LaneTag } from "#components/ui/LaneTag";
import { StatusTag } from "#components/ui/StatusTag";
import { Timestamp } from "#components/ui/Timestamp";
import { UsedBar } from "#components/ui/UsedBar";
import { VerdictTag } from "#components/ui/VerdictTag";
import type { DeskRow } from "#lib/triage/row";
import { Link } from "../../app/navigation.ts";
import { countryName, quantityWords } from "./wording.ts";

/** Two or three consignments side by side; where they differ the line is marked. */
export function Compare({ rows, onClose }: { readonly rows: readonly DeskRow[]; readonly onClose: () => void }) {
  const t = useTranslations("desk");
  const locale = useLocale();
  return (
    <Dialog title={t("compareTitle", { count: rows.length })} isOpen onOpenChange={(open) => !open && onClose()} size="lg">
      <div className="overflow-x-auto">
        <table className="w-full min-w-[36rem] table-fixed text-table">
          <thead>
            <tr className="border-b border-line-strong">
              <th scope="col" className="w-28 py-2"><span className="sr-only">{t("compare")}</span></th>
              {rows.map((row) => (
                <th key={row.id} scope="col" className="px-2 py-2 text-start font-medium">
                  <Link href={`/consignments/${encodeURIComponent(row.number)}`} className="break-all text-accent hover:underline">
                    {row.number}
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {COMPARED.map((id) => {
              const differ = new Set(rows.map((row) => plain(id, row, locale))).size > 1;
              return (
                <tr key={id} className={`border-b border-line ${differ ? "bg-yellow-soft" : ""}`}>
                  <th scope="row" className="py-1.5 ps-2 text-start align-top font-normal text-ink-soft">
                    {t(`column.${id}`)}
                    {differ ? <span className="sr-only"> ({t("differs")})</span> : null}
                  </th>
                  {rows.map((row) => (
                    <td key={row.id} className="px-2 py-1.5 align-top">
                      <Value id={id} row={row} />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}

const COMPARED = ["lane", "score", "status", "finding", "verdict", "used", "importer", "producer", "goods", "quantity", "country", "mode", "office", "lodged", "assignee"] as const;
type Compared = (typeof COMPARED)[number];

/** What is compared of a row, as text; empty where there is nothing. */
function plain(id: Compared, row: DeskRow, locale: string): string {
  const texts: Readonly<Record<Compared, string>> = {
    lane: row.lane,
    score: String(row.score),
    status: row.status,
    finding: row.finding?.sentence ?? "",
    verdict: row.verdict,
    used: String(row.used),
    importer: row.importer,
    producer: row.site,
    goods: row.goods,
    quantity: quantityWords(row.quantity, locale),
    country: countryName(row.country, locale),
    mode: row.tradeMode,
    office: row.office,
    lodged: row.lodgedAt,
    assignee: row.assignee ?? "",
  };
  return texts[id];
}

function Value({ id, row }: { readonly id: Compared; readonly row: DeskRow }) {
  const t = useTranslations("desk");
  const locale = useLocale();
  if (id === "lane") return <LaneTag lane={row.lane} />;
  if (id === "status") return <StatusTag status={row.status} short />;
  if (id === "verdict") return <VerdictTag verdict={row.verdict} />;
  if (id === "used") return <UsedBar used={row.used} verdict={row.verdict} wide />;
  if (id === "lodged") return <Timestamp at={row.lodgedAt} />;
  const text = plain(id, row, locale);
  return text === "" ? (id === "finding" ? t("noFinding") : t("nobody")) : text;
}
