"use client";
import { AlarmClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDuration } from "../ui/use-duration.ts";
import { useClock } from "../desk/now.ts";

/** How long is left of the time allowed, or for how long it is over. Instants are RFC 3339. */
export function Age({ lodgedAt, dueAt, now, open }: { readonly lodgedAt: string; readonly dueAt: string; readonly now: string; readonly open: boolean }) {
  const t = useTranslations("consignment.age");
  const at = useClock(now);
  const duration = useDuration();
  const allowed = duration(Date.parse(dueAt) - Date.parse(lodgedAt));
  if (!open) return t("allowed", { allowed });
  const left = Date.parse(dueAt) - at;
  if (left >= 0) return t("left", { left: duration(left), allowed });
  return (
    <span className="flex items-center gap-1 font-medium text-red">
      <AlarmClock aria-hidden className="size-3.5 shrink-0" />
      {t("over", { over: duration(-left), allowed })}
    </span>
  );
}
