import { getTranslations } from "next-intl/server";
import { CursorWords } from "#components/sources/CursorWords";
import { DayCounts } from "#components/sources/DayCounts";
import { DurationWords } from "#components/sources/DurationWords";
import { HealthTag } from "#components/sources/HealthTag";
import { DataList, type Datum } from "#components/ui/DataList";
import { Timestamp } from "#components/ui/Timestamp";
import type { SourceRecord } from "#lib/feeds/queries/sources";
import { placeOf } from "#lib/feeds/source";
import type { SourceHealth } from "#lib/feeds/sourceHealth";

/** How a source stands: where it is, when it was last heard and read, what came in a day, how far it was read. */
export async function SourceStanding({ source, health, locale }: { readonly source: SourceRecord; readonly health: SourceHealth; readonly locale: string }) {
  const t = await getTranslations("sources");
  const at = (instant: Date | null) => (instant === null ? t("never") : <Timestamp at={instant.toISOString()} />);
  const data: Datum[] = [
    { label: t("state"), value: <HealthTag health={health} /> },
    { label: t("whose"), value: `${locale === "zh-CN" ? source.organisationZh : source.organisationEn} (${source.organisation})` },
    ...(await placeData(source)),
    { label: t("lastNew"), value: at(source.lastNewAt) },
    { label: t("lastEvent"), value: at(source.lastEventAt) },
    { label: t("delay"), value: source.day.delaySeconds === null ? "—" : <><DurationWords seconds={source.day.delaySeconds} /> <span className="text-xs text-ink-faint">{t("delayNote")}</span></> },
    { label: t("day"), value: <><DayCounts counts={source.day} /> <span className="text-xs text-ink-faint">{t("documents", { count: source.day.documents })}</span></> },
    { label: t("staleAfter"), value: source.staleAfterMinutes === null ? t("field.neverStale") : <DurationWords seconds={source.staleAfterMinutes * 60} /> },
  ];
  return <DataList data={data} />;
}

async function placeData(source: SourceRecord): Promise<Datum[]> {
  const t = await getTranslations("sources");
  const { settings, schedule } = source;
  if (settings.kind === "push") {
    return [
      { label: t("limits"), value: t("limitsOf", { events: settings.eventsPerMinute, bytes: settings.bytesPerMinute }) },
      ...(settings.certificate === undefined ? [] : [{ label: t("certificate"), value: <code className="font-mono text-xs break-all">{settings.certificate}</code> }]),
    ];
  }
  return [
    { label: t("place"), value: <span className="break-all">{placeOf(settings)}</span> },
    { label: t("schedule"), value: schedule === null ? "—" : "cron" in schedule ? t("byCron", { cron: schedule.cron }) : t.rich("every", { time: () => <DurationWords seconds={schedule.everySeconds} /> }) },
    { label: t("lastSuccess"), value: source.lastSuccessAt === null ? t("notYet") : <Timestamp at={source.lastSuccessAt.toISOString()} /> },
    { label: t("next"), value: source.nextRunAt === null || source.state === "off" ? "—" : <Timestamp at={source.nextRunAt.toISOString()} /> },
    ...(source.failures === 0 ? [] : [{ label: t("failures"), value: source.failures }]),
    { label: t("cursor"), value: <CursorWords cursor={source.cursor} /> },
  ];
}
