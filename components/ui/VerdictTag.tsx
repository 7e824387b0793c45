import { ArrowBigUpDash, Ban, CircleCheck, CircleQuestionMark, Gauge, UnfoldHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Verdict } from "#lib/capacity/verdict";
import { Tag, type Tone } from "./Tag.tsx";

const LOOK = {
  exceeds: { tone: "red", icon: ArrowBigUpDash },
  suspended: { tone: "violet", icon: Ban },
  "cannot-compare": { tone: "neutral", icon: UnfoldHorizontal },
  unknown: { tone: "neutral", icon: CircleQuestionMark },
  near: { tone: "yellow", icon: Gauge },
  within: { tone: "green", icon: CircleCheck },
} as const satisfies Record<Verdict, { tone: Tone; icon: unknown }>;

/** The verdict on declared against certified: colour, shape and word. */
export function VerdictTag({ verdict }: { readonly verdict: Verdict }) {
  const t = useTranslations("triage.verdict");
  const { tone, icon: Icon } = LOOK[verdict];
  return (
    <Tag tone={tone} icon={<Icon aria-hidden className="size-3.5 shrink-0" />}>
      {t(verdict)}
    </Tag>
  );
}
