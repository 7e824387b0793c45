import { useLocale, useTranslations } from "next-intl";
import { Grid } from "#components/consignment/Grid";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import { rateWords } from "./rate.ts";

/** A setting as it was proposed and answered. */
export type SettingShown = {
  readonly id: number;
  readonly redRate: number;
  readonly yellowRate: number;
  readonly randomRate: number;
  readonly examinationsPerDay: number;
  readonly reason: string;
  readonly state: "proposed" | "confirmed" | "declined" | "withdrawn";
  readonly proposedByName: string;
  readonly proposedAt: Date;
  readonly answeredByName: string | null;
  readonly answeredAt: Date | null;
  readonly answerNote: string | null;
};

const TONE = { proposed: "violet", confirmed: "green", declined: "red", withdrawn: "neutral" } as const;

/** Every proposal of an office, the newest first: what, why, by whom, and what became of it. */
export function SettingHistory({ rows }: { readonly rows: readonly SettingShown[] }) {
  const [t, locale] = [useTranslations("selection"), useLocale()];
  if (rows.length === 0) return <p className="text-ink-soft">{t("noHistory")}</p>;
  return (
    <Grid
      label={t("history")}
      columns={[{ id: "at", label: t("proposedAt") }, { id: "rates", label: t("rates") }, { id: "reason", label: t("propose.reason") }, { id: "state", label: t("stateLabel") }]}
      rows={rows.map((row) => ({
        id: String(row.id),
        cells: {
          at: <span className="whitespace-nowrap"><Timestamp at={row.proposedAt.toISOString()} /><span className="block text-ink-soft">{row.proposedByName}</span></span>,
          rates: t("ratesWords", { red: rateWords(row.redRate, locale), random: rateWords(row.randomRate, locale), yellow: rateWords(row.yellowRate, locale), examinations: row.examinationsPerDay }),
          reason: row.reason,
          state: <span className="flex flex-col gap-1"><span><Tag tone={TONE[row.state]}>{t(`state.${row.state}`)}</Tag></span>{row.answeredAt === null ? null : <span className="text-ink-soft">{row.answeredByName} <Timestamp at={row.answeredAt.toISOString()} /></span>}{row.answerNote === null ? null : <span className="text-pretty">{row.answerNote}</span>}</span>,
        },
      }))}
    />
  );
}

/** What a proposal changes, beside what is in force. */
export function SettingWords({ row, before }: { readonly row: SettingShown; readonly before: SettingShown | undefined }) {
  const [t, locale] = [useTranslations("selection"), useLocale()];
  const lines = [
    ["red", rateWords(row.redRate, locale), before === undefined ? undefined : rateWords(before.redRate, locale)],
    ["random", rateWords(row.randomRate, locale), before === undefined ? undefined : rateWords(before.randomRate, locale)],
    ["yellow", rateWords(row.yellowRate, locale), before === undefined ? undefined : rateWords(before.yellowRate, locale)],
    ["examinations", String(row.examinationsPerDay), before === undefined ? undefined : String(before.examinationsPerDay)],
  ] as const;
  return (
    <div className="flex flex-col gap-2">
      <Grid
        label={t("change")}
        columns={[{ id: "what", label: t("what") }, { id: "now", label: t("now"), end: true }, { id: "proposed", label: t("then"), end: true }]}
        rows={lines.map(([name, then, now]) => ({ id: name, marked: then !== now, cells: { what: t(`propose.${name}`), now: now ?? "–", proposed: <span className={then === now ? "" : "font-medium"}>{then}</span> } }))}
      />
      <p className="text-pretty"><span className="text-ink-faint">{t("propose.reason")}</span> {row.reason}</p>
    </div>
  );
}
