import { Archive, Brain, CircleCheck, CircleDashed, CircleX, Hourglass, Layers, OctagonX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Tag, type Tone } from "#components/ui/Tag";
import type { ModelMode, ModelState } from "#lib/risk/modelRecord";

const STATE = {
  queued: { tone: "neutral", icon: Hourglass },
  training: { tone: "blue", icon: CircleDashed },
  trained: { tone: "neutral", icon: CircleCheck },
  refused: { tone: "yellow", icon: OctagonX },
  failed: { tone: "red", icon: CircleX },
} as const satisfies Record<ModelState, { tone: Tone; icon: unknown }>;

const MODE = {
  none: { tone: "neutral", icon: CircleCheck },
  shadow: { tone: "violet", icon: Layers },
  live: { tone: "green", icon: Brain },
  retired: { tone: "neutral", icon: Archive },
} as const satisfies Record<ModelMode, { tone: Tone; icon: unknown }>;

/** What a model is used for, or how far its training is: colour, shape and word. */
export function ModelTag({ state, mode }: { readonly state: ModelState; readonly mode: ModelMode }) {
  const t = useTranslations("model");
  const shown = state === "trained" ? MODE[mode] : STATE[state];
  const { icon: Icon } = shown;
  return (
    <Tag tone={shown.tone} icon={<Icon aria-hidden className="size-3.5 shrink-0" />}>
      {state === "trained" ? t(`mode.${mode}`) : t(`state.${state}`)}
    </Tag>
  );
}

/** Whose declarations a model learned from. */
export function ModelScope({ office }: { readonly office: string }) {
  const t = useTranslations("model");
  return <>{office === "" ? t("house") : t("office", { code: office })}</>;
}
