import { ArrowBigUpDash, Ban, CircleCheck, CircleQuestionMark, Gauge, UnfoldHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Verdict } from "#lib/capacity/verdict";
import { LookTag, type Look } from "./Tag.tsx";

const LOOK = {
  exceeds: { tone: "red", icon: ArrowBigUpDash },
  suspended: { tone: "violet", icon: Ban },
  "cannot-compare": { tone: "neutral", icon: UnfoldHorizontal },
  unknown: { tone: "neutral", icon: CircleQuestionMark },
  near: { tone: "yellow", icon: Gauge },
  within: { tone: "green", icon: CircleCheck },
} as const satisfies Record<Verdict, Look>;

/** The verdict on declared against certified: colour, shape and word. */
export function VerdictTag({ verdict }: { readonly verdict: Verdict }) {
  const t = useTranslations("triage.verdict");
  return <LookTag look={LOOK[verdict]}>{t(verdict)}</LookTag>;
}
