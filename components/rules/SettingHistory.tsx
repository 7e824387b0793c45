import { useTranslations } from "next-intl";
import { Tag, type Tone } from "#components/ui/Tag";
import type { Rule } from "#lib/risk/rule";
import { settingChanges, type SettingRecord } from "#lib/risk/settings";
import { stamped } from "../cases/stamped.tsx";
import { ChangeList } from "./ChangeList.tsx";

const TONE = { proposed: "yellow", confirmed: "green", declined: "red", withdrawn: "neutral" } as const satisfies Record<SettingRecord["state"], Tone>;

/** Every setting a rule had or was proposed, the newest first: what it changed against what stood, who and when, why, and what was answered. */
export function SettingHistory({ rule, rows }: { readonly rule: Rule; readonly rows: readonly SettingRecord[] }) {
  const t = useTranslations("rules.history");
  if (rows.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  return (
    <ol className="flex flex-col divide-y divide-line">
      {rows.map((row, at) => {
        const before = rows.slice(at + 1).find(({ state }) => state === "confirmed") ?? { mode: "live" as const, values: {} };
        return (
          <li key={row.id} className="flex flex-col gap-1.5 py-3 first:pt-0 last:pb-0">
            <p className="flex flex-wrap items-center gap-2 text-table">
              <Tag tone={TONE[row.state]}>{t(`state.${row.state}`)}</Tag>
              <span className="text-ink-faint">{t("number", { id: row.id })}</span>
            </p>
            <ChangeList rule={rule} changes={settingChanges(rule, before, row)} />
            <p className="text-pretty">{row.reason}</p>
            <p className="text-xs text-ink-faint">
              {t.rich("proposed", { by: row.proposedByName, at: stamped(row.proposedAt) })}
              {row.answeredAt === null || row.state === "proposed" ? null : <> · {t.rich(`answered.${row.state}`, { by: row.answeredByName ?? "", at: stamped(row.answeredAt) })}</>}
            </p>
            {row.answerNote === null ? null : <p className="border-s-2 border-line-strong ps-2 text-table text-ink-soft">{row.answerNote}</p>}
          </li>
        );
      })}
    </ol>
  );
}
