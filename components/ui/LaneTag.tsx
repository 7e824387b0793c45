import { CircleCheck, Diamond, OctagonAlert, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Lane } from "#lib/triage/lane";
import { Tag } from "./Tag.tsx";

const SHAPE = { red: OctagonAlert, yellow: TriangleAlert, blue: Diamond, green: CircleCheck } as const;

/** The lane of a consignment: colour, shape and word. */
export function LaneTag({ lane }: { readonly lane: Lane }) {
  const t = useTranslations("triage.lane");
  const Icon = SHAPE[lane];
  return (
    <Tag tone={lane} icon={<Icon aria-hidden className="size-3.5 shrink-0" />}>
      {t(lane)}
    </Tag>
  );
}
