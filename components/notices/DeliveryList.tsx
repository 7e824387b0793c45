import { CircleCheck, CircleX, Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";

export type DeliveryListed = {
  readonly id: number;
  readonly channel: "email" | "webhook";
  readonly target: string;
  readonly state: "waiting" | "delivered" | "dead";
  readonly tries: number;
  readonly problem: { readonly code: string; readonly facts: Readonly<Record<string, string | number>> } | null;
  readonly queuedAt: string;
  readonly nextAt: string | null;
  readonly title: string;
};

const LOOK = { waiting: { tone: "yellow", Icon: Clock }, delivered: { tone: "green", Icon: CircleCheck }, dead: { tone: "red", Icon: CircleX } } as const;

/** What was sent out of the house lately, to whom, and what became of it. */
export function DeliveryList({ deliveries }: { readonly deliveries: readonly DeliveryListed[] }) {
  const t = useTranslations("notices");
  if (deliveries.length === 0) return <p className="text-table text-ink-soft">{t("delivery.none")}</p>;
  return (
    <ul className="divide-y divide-line">
      {deliveries.map(({ id, channel, target, state, tries, problem, queuedAt, nextAt, title }) => {
        const { tone, Icon } = LOOK[state];
        return (
          <li key={id} className="flex flex-col gap-0.5 py-2 text-table">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Tag tone={tone} icon={<Icon aria-hidden className="size-3" />}>{t(`delivery.state.${state}`)}</Tag>
              <span className="min-w-0 truncate font-medium">{title}</span>
              <span className="text-ink-soft">{t(`delivery.channel.${channel}`)} {target}</span>
            </div>
            <p className="text-xs text-ink-faint">
              <Timestamp at={queuedAt} /> · {t("delivery.tries", { tries })}
              {problem === null ? null : ` · ${t.has(`problem.${problem.code}`) ? t(`problem.${problem.code}`, problem.facts) : problem.code}`}
              {nextAt === null || state !== "waiting" ? null : <> · {t("delivery.next")} <Timestamp at={nextAt} shape="short" /></>}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
