import { useLocale, useTranslations } from "next-intl";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import type { RuleTitle } from "#lib/risk/ruleTitle";
import type { RecordedFinding } from "#lib/triage/consignment";
import { Link } from "../../app/navigation.ts";
import { FindingActs } from "./FindingActs.tsx";
import { FindingWords, type EarlierShown, type SnoozeShown, type WordShown } from "./FindingWords.tsx";
import type { FeedbackActs } from "./acts.ts";
import { worded } from "./worded.ts";

const TONE = { info: "neutral", low: "neutral", medium: "yellow", high: "red", critical: "red" } as const;
const EDGE = { neutral: "border-line-strong", yellow: "border-yellow", red: "border-red" } as const;

/** What stands beside the findings: what was said of them, what became of their like, what is snoozed; and what this person may say. */
export type FeedbackShown = {
  readonly words: readonly WordShown[];
  readonly earlier: readonly EarlierShown[];
  readonly snoozes: readonly SnoozeShown[];
  readonly reviews: boolean;
  readonly mutes: boolean;
  readonly acts: FeedbackActs;
};

type Props = { readonly titles: readonly RuleTitle[]; readonly findings: readonly RecordedFinding[]; readonly cleared: readonly RecordedFinding[]; readonly feedback: FeedbackShown };

/** What the rules saw, in the wording of their time, with the facts, earlier outcomes and the next step; what they no longer see is folded. */
export function Findings({ titles, findings, cleared, feedback }: Props) {
  const t = useTranslations("consignment.finding");
  return (
    <div className="flex flex-col gap-4">
      {findings.length === 0 ? <p className="text-ink-soft">{t("none")}</p> : <List titles={titles} findings={findings} feedback={feedback} />}
      {cleared.length === 0 ? null : (
        <details>
          <summary className="w-fit cursor-pointer py-1 text-table text-ink-soft hover:text-ink">{t("cleared", { count: cleared.length })}</summary>
          <div className="mt-3 opacity-80">
            <List titles={titles} findings={cleared} feedback={feedback} />
          </div>
        </details>
      )}
    </div>
  );
}

function List({ titles, findings, feedback }: { readonly titles: readonly RuleTitle[]; readonly findings: readonly RecordedFinding[]; readonly feedback: FeedbackShown }) {
  const [t, tt, locale] = [useTranslations("consignment.finding"), useTranslations("triage"), useLocale()];
  return (
    <ul className="flex flex-col gap-4">
      {findings.map((finding) => {
        const rule = titles.find((one) => one.rule === finding.rule);
        const title = rule === undefined ? finding.rule : worded(rule.name, locale);
        const snooze = feedback.snoozes.find((one) => one.rule === finding.rule);
        return (
          <li key={finding.id} id={`finding-${finding.id}`} className={`flex scroll-mt-16 flex-col target:bg-selected gap-1 border-s-3 ps-3 ${EDGE[TONE[finding.severity]]}`}>
            <p className="font-medium text-pretty">{worded(finding.wording, locale)}</p>
            <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-xs text-ink-faint">
              <Tag tone={TONE[finding.severity]}>{tt(`severity.${finding.severity}`)}</Tag>
              <span className="ms-0.5">{t("points", { points: finding.points })}</span>
              <span>· {rule === undefined ? title : <Link href={rule.href} className="text-accent underline">{title}</Link>}, {t("version", { version: finding.version })}</span>
              {finding.lineNo === null ? null : <span>· {t("line", { no: finding.lineNo })}</span>}
              <span>· {t("revision", { revision: finding.revision })}</span>
              <span>· <Timestamp at={finding.firedAt.toISOString()} /></span>
              {finding.clearedAt === null ? null : <span>· {t("clearedAt")} <Timestamp at={finding.clearedAt.toISOString()} /></span>}
            </p>
            {rule === undefined || finding.clearedAt !== null ? null : <p className="text-table text-pretty"><span className="text-ink-faint">{t("next")}</span> {worded(rule.next, locale)}</p>}
            <FindingWords
              words={feedback.words.filter((word) => word.finding === finding.id)}
              earlier={feedback.earlier.find((one) => one.rule === finding.rule)}
              snooze={finding.clearedAt === null ? snooze : undefined}
            />
            {feedback.reviews ? (
              <div className="-ms-2">
                <FindingActs
                  id={finding.id}
                  rule={title}
                  critical={finding.severity === "critical"}
                  snooze={snooze?.id}
                  snoozes={feedback.mutes && finding.clearedAt === null}
                  acts={feedback.acts}
                />
              </div>
            ) : null}
            <details className="text-table">
              <summary className="w-fit cursor-pointer py-0.5 text-ink-soft hover:text-ink">{t("facts")}</summary>
              <dl className="mt-1 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-0.5 font-mono text-xs">
                {Object.entries(finding.facts).map(([name, fact]) => (
                  <div key={name} className="contents">
                    <dt className="text-ink-faint">{name}</dt>
                    <dd className="break-words">{typeof fact === "string" ? fact : JSON.stringify(fact)}</dd>
                  </div>
                ))}
              </dl>
            </details>
          </li>
        );
      })}
    </ul>
  );
}
