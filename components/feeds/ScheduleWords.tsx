import { useTranslations } from "next-intl";
import type { QuerySchedule } from "#lib/feeds/subscription";
import { saidOf } from "#lib/feeds/subscriptionTimes";

/** When a subscription is told: at once, or at its times as the regulator's clock has them. */
export function ScheduleWords({ schedule }: { readonly schedule: QuerySchedule | null }) {
  const t = useTranslations("queries.when");
  if (schedule === null) return t("stream");
  const said = saidOf(schedule);
  switch (said.kind) {
    case "minutes":
      return t("minutes", { minutes: said.minutes });
    case "hourly":
      return t("hourly", { minute: said.minute });
    case "daily":
      return t("daily", { time: said.time });
    case "weekly":
      return t("weekly", { day: t(`day.${String(said.day) as "1"}`), time: said.time });
    case "other":
      return t.rich("other", { crontab: crontabIn(said.crontab) });
  }
}

const crontabIn = (text: string) => {
  const code = <code className="font-mono">{text}</code>;
  return () => code;
};
