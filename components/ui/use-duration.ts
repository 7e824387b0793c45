"use client";
import { useTranslations } from "next-intl";

/** Words a length of time, given in milliseconds, as long as its reader needs it: minutes below an hour, hours and minutes below ten hours, hours below two days, days above. */
export function useDuration(): (milliseconds: number) => string {
  const t = useTranslations("ui.duration");
  return (milliseconds) => {
    const all = Math.round(milliseconds / 60_000);
    const [hours, minutes] = [Math.floor(all / 60), all % 60];
    if (hours === 0) return t("minutes", { minutes });
    if (hours >= 48) return t("days", { days: Math.floor(hours / 24) });
    return hours >= 10 || minutes === 0 ? t("hoursOnly", { hours }) : t("hours", { hours, minutes });
  };
}
