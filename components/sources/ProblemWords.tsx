import { useTranslations } from "next-intl";
import type { PullProblem } from "#lib/feeds/sourceProblem";

const UNSAID = { host: "—", address: "—", reason: "—", limit: 0, coding: "—", location: "—", most: 0, status: "—", pages: "—", refusal: "—", fingerprint: "—" } as const;

/** Why a source could not be read, as a sentence. */
export function ProblemWords({ problem }: { readonly problem: PullProblem }) {
  const t = useTranslations("sources.problem");
  return <span className="break-words">{t(problem.code, { ...UNSAID, ...problem.facts })}</span>;
}
