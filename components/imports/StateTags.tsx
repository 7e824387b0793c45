import { Ban, Check, CircleDashed, Clock, Eye, LoaderCircle, Repeat2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { LookTag, type Look } from "#components/ui/Tag";
import type { ImportState, RowState } from "#lib/lodging/import";

const STATE = {
  draft: { tone: "blue", icon: Eye },
  waiting: { tone: "neutral", icon: Clock },
  running: { tone: "blue", icon: LoaderCircle },
  done: { tone: "green", icon: Check },
  failed: { tone: "red", icon: Ban },
} as const satisfies Record<ImportState, Look>;

/** Where an import stands: colour, shape and word. */
export function ImportStateTag({ state }: { readonly state: ImportState }) {
  const t = useTranslations("imports.stateOf");
  return <LookTag look={STATE[state]}>{t(state)}</LookTag>;
}

const ROW = {
  waiting: { tone: "neutral", icon: CircleDashed },
  taken: { tone: "green", icon: Check },
  repeated: { tone: "neutral", icon: Repeat2 },
  refused: { tone: "red", icon: Ban },
} as const satisfies Record<RowState, Look>;

/** What became of a record: colour, shape and word. */
export function RowStateTag({ state }: { readonly state: RowState }) {
  const t = useTranslations("imports.rowState");
  return <LookTag look={ROW[state]}>{t(state)}</LookTag>;
}

const COUNTED = { taken: "text-green", repeated: "text-ink-soft", refused: "text-red" } as const;

/** How many records of an import went which way; ways that none went are left out. */
export function ImportCounts({ counts }: { readonly counts: { readonly taken: number; readonly repeated: number; readonly refused: number } }) {
  const t = useTranslations("imports.counted");
  return (
    <span className="flex flex-wrap gap-x-2">
      {(["taken", "repeated", "refused"] as const).filter((way) => counts[way] > 0).map((way) => (
        <span key={way} className={COUNTED[way]}>
          {t(way, { count: counts[way] })}
        </span>
      ))}
    </span>
  );
}
