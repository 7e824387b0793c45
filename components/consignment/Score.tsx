import { useLocale, useTranslations } from "next-intl";
import { LaneWhy } from "../desk/LaneWhy.tsx";
import { ModelReasons } from "#components/model/ModelReasons";
import { LaneTag } from "#components/ui/LaneTag";
import type { ScorePart as Points } from "#lib/risk/assess";
import type { ModelWord } from "#lib/risk/modelWatch";
import type { RuleTitle } from "#lib/risk/ruleTitle";
import type { RecordedAssessment, RecordedFinding } from "#lib/triage/consignment";
import { LANE_FLOOR, type Lane, type LaneReason } from "#lib/triage/lane";
import { Link } from "../../app/navigation.ts";
import { ScoreHistory } from "./ScoreHistory.tsx";
import { worded } from "./worded.ts";

/** Where the draw that took in or left out a declaration is rechecked; null where its office drew nothing. */
export type DrawShown = { readonly office: string; readonly day: string } | null;

type Props = {
  readonly lane: Lane;
  readonly by: LaneReason;
  readonly score: number;
  readonly assessments: readonly RecordedAssessment[];
  readonly findings: readonly RecordedFinding[];
  readonly titles: readonly RuleTitle[];
  readonly draw: DrawShown;
  readonly models: readonly ModelWord[];
};

const TONE = { info: "bg-neutral", low: "bg-neutral", medium: "bg-yellow", high: "bg-red", critical: "bg-red" } as const;

/** The lane and why, the score as the parts that add up to it, each a link to the finding it comes from, and how both came to be what they are. */
export function Score({ lane, by, score, assessments, findings, titles, draw, models }: Props) {
  const t = useTranslations("consignment.score");
  const note = useTranslations("triage.laneByNote");
  const parts = assessments[0]?.parts ?? null;
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <LaneTag lane={lane} />
        <LaneWhy by={by} />
        <span className="text-pretty">
          {note(by)} {draw === null || by === "mandatory" ? null : <Link href={`/rules/selection/draws/${draw.office}/${draw.day}`} className="text-accent hover:underline">{t("draw", { day: draw.day })}</Link>}
        </span>
      </p>
      {parts === null ? <p className="text-ink-soft">{assessments.length === 0 ? t("notYet") : t("notKept")}</p> : <Sum parts={parts} score={score} findings={findings} titles={titles} />}
      {models.length === 0 ? null : (
        <div id="model" className="scroll-mt-16 border-t border-line pt-4 target:bg-selected">
          <h3 className="mb-2 font-semibold">{t("modelTitle")}</h3>
          <ModelReasons words={models} />
        </div>
      )}
      <ScoreHistory assessments={assessments} />
    </div>
  );
}

function Sum({ parts, score, findings, titles }: { readonly parts: readonly Points[]; readonly score: number; readonly findings: readonly RecordedFinding[]; readonly titles: readonly RuleTitle[] }) {
  const t = useTranslations("consignment.score");
  const counted = parts.filter((part) => part.kind !== "cap").toSorted((a, b) => b.points - a.points);
  const cap = parts.find((part) => part.kind === "cap");
  const whole = Math.max(100, counted.reduce((sum, part) => sum + part.points, 0));
  if (parts.length === 0) return <p className="text-ink-soft">{t("nothing")}</p>;
  const shown = counted.map((part, index) => ({ part, key: `${part.kind}-${index}`, ...finding(part, findings) }));
  return (
    <div className="flex flex-col gap-2">
      <div className="relative pt-4">
        {[LANE_FLOOR.yellow, LANE_FLOOR.red, 100].map((floor) => (
          <span
            key={floor}
            aria-hidden
            className="absolute top-0 h-full border-s border-line-strong ps-1 text-2xs leading-none text-ink-faint"
            style={{ insetInlineStart: `${(Math.min(floor, whole) / whole) * 100}%`, ...(floor === 100 && whole === 100 ? { display: "none" } : {}) }}
          >
            {floor}
          </span>
        ))}
        <div className="flex h-7 gap-px overflow-hidden rounded-sm bg-sunken">
          {shown.map(({ part, key, href, tone }) => (
            <a
              key={key}
              href={href}
              tabIndex={-1}
              aria-hidden
              title={String(part.points)}
              className={`flex items-center justify-center overflow-hidden text-xs font-medium text-raised ${tone} hover:opacity-80`}
              style={{ width: `${(part.points / whole) * 100}%` }}
            >
              {part.points}
            </a>
          ))}
        </div>
      </div>
      <ul aria-label={t("label")} className="flex flex-col text-table">
        {shown.map(({ part, key, href, tone, found }) => (
          <li key={key} className="grid grid-cols-[0.75rem_2.5rem_minmax(0,1fr)] items-baseline gap-x-2 border-b border-line py-1.5 last:border-0">
            <span aria-hidden className={`size-2.5 rounded-xs ${tone}`} />
            <span className="text-end font-medium tabular-nums">{part.points}</span>
            <a href={href} className="min-w-0 text-pretty text-accent hover:underline"><PartWords part={part} found={found} titles={titles} /></a>
          </li>
        ))}
        {cap === undefined ? null : (
          <li className="grid grid-cols-[0.75rem_2.5rem_minmax(0,1fr)] items-baseline gap-x-2 border-b border-line py-1.5">
            <span />
            <span className="text-end font-medium tabular-nums">{`−${-cap.points}`}</span>
            <span className="text-ink-soft">{t("cap")}</span>
          </li>
        )}
        <li className="grid grid-cols-[0.75rem_2.5rem_minmax(0,1fr)] items-baseline gap-x-2 border-t border-line-strong py-1.5 font-semibold">
          <span />
          <span className="text-end tabular-nums">{score}</span>
          <span>{t("sum")}</span>
        </li>
      </ul>
    </div>
  );
}

function PartWords({ part, found, titles }: { readonly part: Points; readonly found: RecordedFinding | undefined; readonly titles: readonly RuleTitle[] }) {
  const [t, locale] = [useTranslations("consignment.score"), useLocale()];
  if (part.kind !== "finding") return t("model");
  const rule = titles.find((one) => one.rule === part.rule);
  const name = rule === undefined ? (found === undefined ? part.rule : worded(found.wording, locale)) : worded(rule.name, locale);
  return part.line === null ? name : t("ofLine", { name, line: part.line });
}

/** The finding that a part comes from, and where it stands on the page. */
function finding(part: Points, findings: readonly RecordedFinding[]): { readonly found: RecordedFinding | undefined; readonly href: string; readonly tone: string } {
  if (part.kind !== "finding") return { found: undefined, href: "#model", tone: "bg-violet" };
  const found = findings.find((one) => one.rule === part.rule && one.lineNo === part.line && one.points === part.points) ?? findings.find((one) => one.rule === part.rule && one.lineNo === part.line);
  return { found, href: found === undefined ? "#findings" : `#finding-${found.id}`, tone: TONE[found?.severity ?? "medium"] };
}
