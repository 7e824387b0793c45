import { useTranslations } from "next-intl";
import { Part } from "#components/consignment/Part";
import { Timestamp } from "#components/ui/Timestamp";
import { Link } from "../../app/navigation.ts";
import type { MomentShown } from "./shown.ts";

/** Everything done to and read of a case and its declarations, the newest first. */
export function Timeline({ number, moments, total }: { readonly number: string; readonly moments: readonly MomentShown[]; readonly total: number }) {
  const t = useTranslations("cases");
  const address = `/cases/${encodeURIComponent(number)}`;
  return (
    <Part id="timeline" title={t("page.timeline")}>
      <ol className="flex flex-col">
        {moments.map((moment) => (
          <li key={moment.key} className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-6 border-b border-line py-2 last:border-0 max-sm:grid-cols-1">
            <span className="text-table text-ink-soft">
              <Timestamp at={moment.at} />
            </span>
            <span>
              <span className="font-medium">{moment.act}</span>
              <span className="text-ink-soft"> · {moment.by}</span>
              {moment.detail === "" ? null : <span className="block text-table text-ink-soft">{moment.detail}</span>}
              {moment.text === "" ? null : <span className="block text-table break-words text-pretty">{moment.text}</span>}
            </span>
          </li>
        ))}
      </ol>
      {moments.length < total ? (
        <Link href={`${address}?timeline=all#timeline`} prefetch={false} className="mt-3 inline-block text-table text-accent hover:underline">
          {t("timeline.all", { count: total })}
        </Link>
      ) : null}
    </Part>
  );
}
