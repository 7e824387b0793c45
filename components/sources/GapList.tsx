import { useTranslations } from "next-intl";
import type { NewGap } from "#lib/feeds/source";
import { PULL_PROBLEMS } from "#lib/feeds/sourceProblem";
import { Timestamp } from "#components/ui/Timestamp";
import { stamped } from "../cases/stamped.tsx";
import { ProblemWords } from "./ProblemWords.tsx";

/** A gap as it was noticed. */
export type GapShown = NewGap & { readonly id: number; readonly at: Date };

/** What is known of a source's completeness: what was missed, came late, or was read again. */
export function GapList({ gaps }: { readonly gaps: readonly GapShown[] }) {
  const t = useTranslations("sources");
  if (gaps.length === 0) return <p className="text-ink-soft">{t("noGaps")}</p>;
  return (
    <ul className="flex flex-col divide-y divide-line">
      {gaps.map((gap) => (
        <li key={gap.id} className="flex flex-col gap-0.5 py-2 text-table first:pt-0 last:pb-0">
          <span className="text-xs text-ink-faint">
            <Timestamp at={gap.at.toISOString()} />
            {gap.from === null ? null : <> · {gap.to === null ? t.rich("since", { at: stamped(gap.from) }) : t.rich("between", { from: stamped(gap.from), to: stamped(gap.to) })}</>}
          </span>
          <span className="break-words">{sentence(t, gap)}</span>
          <FileProblem gap={gap} />
        </li>
      ))}
    </ul>
  );
}

function sentence(t: ReturnType<typeof useTranslations<"sources">>, { kind, facts }: GapShown): string {
  const text = (name: string): string => String(facts[name] ?? "");
  const count = (name: string): number => Number(facts[name] ?? 0);
  switch (kind) {
    case "came-late":
      return t("gap.came-late", { events: count("events") });
    case "went-back":
      return t("gap.went-back");
    case "page-lost":
      return t("gap.page-lost", { page: count("page") });
    case "file-unreadable":
      return t("gap.file-unreadable", { file: text("file") });
    case "reset":
      return t("gap.reset", { by: text("by") === "" ? "empty" : text("by"), reason: text("reason") });
  }
}

function FileProblem({ gap: { kind, facts } }: { readonly gap: GapShown }) {
  const code = PULL_PROBLEMS.find((one) => one === facts["problem"]);
  return kind === "file-unreadable" && code !== undefined ? (
    <span className="text-ink-soft">
      <ProblemWords problem={{ code, facts }} />
    </span>
  ) : null;
}
