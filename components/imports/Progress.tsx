import { useTranslations } from "next-intl";
import { Refreshing } from "#components/sources/Refreshing";
import { settledOf } from "#lib/lodging/import";
import type { ImportView } from "#lib/lodging/import";

/** How far an import is, drawn anew every second until it is over. */
export function Progress({ view }: { readonly view: Pick<ImportView, "state" | "records" | "taken" | "repeated" | "refused"> }) {
  const t = useTranslations("imports");
  const [done, total] = [settledOf(view), view.records];
  const said = view.state === "waiting" && done === 0 ? t("waitingTurn") : total === null ? t("reading") : t("progress", { done, total });
  return (
    <div className="flex flex-col gap-1.5">
      <Refreshing seconds={1} />
      <progress
        aria-label={said}
        max={total ?? 1}
        value={total === null ? 0 : done}
        className="h-2 w-full overflow-hidden rounded-sm bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
      />
      <p className="text-table text-ink-soft">{said}</p>
    </div>
  );
}
