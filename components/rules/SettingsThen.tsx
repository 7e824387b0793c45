import { useTranslations } from "next-intl";
import type { Rule } from "#lib/risk/rule";
import type { SettingRecord } from "#lib/risk/settings";
import { stamped } from "../cases/stamped.tsx";
import { VariationWords } from "./VariationWords.tsx";

/** How a rule was set on the days of a back-test: the setting that stood when they began, and each that came into force meanwhile. */
export function SettingsThen({ rule, rows, from }: { readonly rule: Rule; readonly rows: readonly SettingRecord[]; readonly from: string }) {
  const [t, tr] = [useTranslations("backtests"), useTranslations("rules.history")];
  const start = new Date(`${from}T00:00:00+08:00`);
  const [first] = rows;
  const delivered = first === undefined || (first.answeredAt !== null && first.answeredAt >= start);
  return (
    <ol className="flex flex-col gap-2 text-table">
      {delivered ? <li>{t("asDelivered")}</li> : null}
      {rows.map((row) => (
        <li key={row.id}>
          <VariationWords variation={{ kind: "rule", rule: rule.id, mode: row.mode, values: row.values }} rules={[rule]} />
          <span className="block text-xs text-ink-faint">{tr.rich("answered.confirmed", { by: row.answeredByName ?? "", at: stamped(row.answeredAt) })}</span>
        </li>
      ))}
    </ol>
  );
}
