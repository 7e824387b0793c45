import { useTranslations } from "next-intl";
import { LaneTag } from "#components/ui/LaneTag";
import { Timestamp } from "#components/ui/Timestamp";
import { LANES } from "#lib/triage/lane";
import type { HistoryEntry } from "#lib/triage/consignment";
import { Link } from "../../app/navigation.ts";
import { causeOf } from "./cause.ts";

/** All that was done to a consignment, the newest first: by whom, why, and what the rules made of it. */
export function HistoryList({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const t = useTranslations("consignment.history");
  const role = useTranslations("frame.role");
  return (
    <ol className="flex flex-col">
      {entries.map((entry) => {
        const name = entry.action.replaceAll(".", "-");
        return (
          <li key={entry.key} className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-6 border-b border-line py-2 last:border-0 max-sm:grid-cols-1">
            <span className="text-table text-ink-soft"><Timestamp at={entry.at.toISOString()} /></span>
            <span>
              <span className="font-medium">{t.has(`act.${name}`) ? t(`act.${name}`) : entry.action}</span>
              <span className="text-ink-soft"> · {entry.by ?? t("house")}{entry.role !== null && role.has(entry.role) ? `, ${role(entry.role)}` : ""}</span>
              <Facts facts={entry.facts} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Facts({ facts }: { readonly facts: HistoryEntry["facts"] }) {
  const [t, tt] = [useTranslations("consignment.history"), useTranslations("triage")];
  const text = (name: string): string | undefined => (typeof facts[name] === "string" || typeof facts[name] === "number" ? String(facts[name]) : undefined);
  const [reason, note, asked, to, lane, cause, kase, revision, result] = ["reason", "note", "asked", "to", "lane", "cause", "case", "revision", "result"].map(text);
  const assessed = LANES.find((one) => one === lane && facts["cause"] !== undefined);
  const parts = [
    reason !== undefined && tt.has(`reason.${reason}`) ? tt(`reason.${reason}`) : reason,
    cause === undefined ? undefined : t.has(`cause.${causeOf(cause)}`) ? t(`cause.${causeOf(cause)}`) : cause,
    facts["cause"] === undefined || text("score") === undefined ? undefined : t("score", { score: text("score") ?? "" }),
    revision === undefined ? undefined : t("revision", { revision }),
    to === undefined ? undefined : tt.has(`status.${to}`) ? tt(`status.${to}`) : t("to", { to }),
    result !== undefined && t.has(`result.${result}`) ? t(`result.${result}`) : undefined,
  ].filter((part) => part !== undefined && part !== "");
  return (
    <>
      {parts.length === 0 && assessed === undefined && kase === undefined ? null : (
        <span className="flex flex-wrap items-center gap-x-2 text-table text-ink-soft">
          {assessed === undefined ? null : <LaneTag lane={assessed} />}
          {parts.join(" · ")}
          {kase === undefined ? null : <Link href={`/cases/${encodeURIComponent(kase)}`} className="text-accent hover:underline">{kase}</Link>}
        </span>
      )}
      {asked === undefined || asked === "" ? null : <span className="block border-s-2 border-blue ps-2 text-table text-pretty whitespace-pre-line">{t("asked")} {asked}</span>}
      {note === undefined || note === "" ? null : <span className="block border-s-2 border-line-strong ps-2 text-table text-pretty">{note}</span>}
    </>
  );
}
