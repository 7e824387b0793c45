import { Archive, Brain, CircleCheck, CircleDashed, CircleX, Hourglass, Layers, OctagonX } from "lucide-react";
import { useTranslations } from "next-intl";
import { LookTag, type Look } from "#components/ui/Tag";
import type { ModelMode, ModelState } from "#lib/risk/modelRecord";

const STATE = {
  queued: { tone: "neutral", icon: Hourglass },
  training: { tone: "blue", icon: CircleDashed },
  trained: { tone: "neutral", icon: CircleCheck },
  refused: { tone: "yellow", icon: OctagonX },
  failed: { tone: "red", icon: CircleX },
} as const satisfies Record<ModelState, Look>;

const MODE = {
  none: { tone: "neutral", icon: CircleCheck },
  shadow: { tone: "violet", icon: Layers },
  live: { tone: "green", icon: Brain },
  retired: { tone: "neutral", icon: Archive },
} as const satisfies Record<ModelMode, Look>;

/** What a model is used for, or how far its training is: colour, shape and word. */
export function ModelTag({ state, mode }: { readonly state: ModelState; readonly mode: ModelMode }) {
  const t = useTranslations("model");
  if (state !== "trained") return <LookTag look={STATE[state]}>{t(`state.${state}`)}</LookTag>;
  return <LookTag look={MODE[mode]}>{t(`mode.${mode}`)}</LookTag>;
}

/** Whose declarations a model learned from. */
export function ModelScope({ office }: { readonly office: string }) {
  const t = useTranslations("model");
  return <>{office === "" ? t("house") : t("office", { code: office })}</>;
}
