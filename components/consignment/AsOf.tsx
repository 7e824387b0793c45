import { CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/Button";
import { Link } from "../../app/navigation.ts";
import { INPUT } from "../ui/field-look.ts";

/** Chooses the day as known on which an account is shown: any day, or one on which something about it became known. */
export function AsOf({ path, asOf, days, today }: { readonly path: string; readonly asOf: string | undefined; readonly days: readonly string[]; readonly today: string }) {
  const t = useTranslations("consignment.asOf");
  return (
    <div className="flex flex-col items-start gap-1.5 sm:items-end">
      <form action="#capacity" className="flex items-center gap-2">
        <label className="flex items-center gap-2 text-table whitespace-nowrap text-ink-soft">
          <CalendarClock aria-hidden className="size-4 shrink-0" />
          {t("label")}
          <input type="date" name="asOf" defaultValue={asOf ?? today} max={today} required className={`${INPUT} w-36`} />
        </label>
        <Button type="submit" size="sm">{t("show")}</Button>
      </form>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs sm:justify-end">
        {days.length === 0 ? null : <span className="text-ink-faint">{t("changedOn")}</span>}
        {days.slice(-6).map((day) => (
          <Link
            key={day}
            href={`${path}?asOf=${day}#capacity`}
            scroll={false}
            aria-current={day === asOf ? "true" : undefined}
            className="py-1 text-accent hover:underline aria-[current]:font-semibold aria-[current]:text-ink"
          >
            {day}
          </Link>
        ))}
        {asOf === undefined ? null : <Link href={`${path}#capacity`} scroll={false} className="py-1 font-medium text-accent hover:underline">{t("now")}</Link>}
      </p>
    </div>
  );
}
