import { BellRing, CircleCheck, CirclePause, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import { Link } from "../../app/navigation.ts";

export type AlertListed = {
  readonly id: number;
  readonly name: string;
  readonly condition: string;
  readonly now: string | null;
  readonly lookedAt: string | null;
  readonly toldAt: string | null;
  readonly standing: "off" | "passed" | "quiet" | "unread";
  readonly audience: string;
};

const LOOK = { off: { tone: "neutral", Icon: CirclePause }, passed: { tone: "red", Icon: BellRing }, quiet: { tone: "green", Icon: CircleCheck }, unread: { tone: "yellow", Icon: TriangleAlert } } as const;

/** Alerts with what they watch, how the figure stood when it was looked at last, and who is told. */
export function AlertList({ alerts }: { readonly alerts: readonly AlertListed[] }) {
  const t = useTranslations("notices.alert");
  return (
    <ul className="panel divide-y divide-line">
      {alerts.map(({ id, name, condition, now, lookedAt, toldAt, standing, audience }) => {
        const { tone, Icon } = LOOK[standing];
        return (
          <li key={id} className="flex flex-col gap-1 px-4 py-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Link href={`/alerts/${id}`} className="font-medium text-accent underline underline-offset-2">{name}</Link>
              <Tag tone={tone} icon={<Icon aria-hidden className="size-3" />}>{t(`standing.${standing}`)}</Tag>
            </div>
            <p className="text-table text-ink-soft">{condition}</p>
            <p className="flex flex-wrap gap-x-3 text-xs text-ink-faint">
              {lookedAt === null ? <span>{t("notLooked")}</span> : <span>{now === null ? t("noValue") : t("now", { value: now })} · <Timestamp at={lookedAt} shape="short" /></span>}
              {toldAt === null ? null : <span>{t("told")} <Timestamp at={toldAt} shape="short" /></span>}
              <span>{audience}</span>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
