import { useTranslations } from "next-intl";
import type { AccountReading } from "#lib/capacity/picture";
import type { LineCapacity } from "#lib/capacity/verdict";
import type { ModelWord } from "#lib/risk/modelWatch";
import type { Subject } from "#lib/risk/subject";
import type { ChargedAccount, History } from "#lib/triage/consignment";
import type { MatchedLine } from "#lib/triage/match";
import type { Officer } from "#lib/triage/officer";
import type { JourneyShown } from "../journey/shown.ts";
import { AccountPanel } from "./AccountPanel.tsx";
import type { ConsignmentActs, LastDecision } from "./acts.ts";
import { Actions } from "./Actions.tsx";
import { AsOf } from "./AsOf.tsx";
import { CertificateList, type CertificateShown } from "./CertificateList.tsx";
import { Correction } from "./Correction.tsx";
import { Examinations, type ExaminationShown } from "./Examinations.tsx";
import { Facts, type CaseShown, type HeadShown } from "./Facts.tsx";
import { Findings, type FeedbackShown } from "./Findings.tsx";
import { Header } from "./Header.tsx";
import { HistoryList } from "./HistoryList.tsx";
import { Journey } from "./Journey.tsx";
import { LinePanel } from "./LinePanel.tsx";
import { MassBalance } from "./MassBalance.tsx";
import { MatchTable } from "./MatchTable.tsx";
import { Part } from "./Part.tsx";
import { PartsNav } from "./PartsNav.tsx";
import { Revisions } from "./Revisions.tsx";
import { Score, type DrawShown } from "./Score.tsx";
import { VerdictSentence } from "./VerdictSentence.tsx";
import { worded } from "./worded.ts";

/** What the page shows of a consignment. */
export type ConsignmentShown = {
  readonly head: HeadShown;
  readonly subject: Subject;
  readonly answers: ReadonlyMap<number, LineCapacity>;
  readonly capacity: {
    readonly accounts: readonly ChargedAccount[];
    readonly certificates: readonly CertificateShown[];
    readonly days: readonly string[];
    readonly goods: ReadonlyMap<string, { readonly en: string; readonly zh: string }>;
  };
  readonly documents: { readonly lines: readonly MatchedLine[]; readonly journey: JourneyShown };
  readonly history: History;
  /** What the models in force said at the latest assessment. */
  readonly models: readonly ModelWord[];
};

type Props = {
  readonly page: ConsignmentShown;
  readonly examinations: readonly ExaminationShown[];
  readonly cases: readonly CaseShown[];
  readonly person: Officer;
  readonly last: LastDecision | null;
  readonly locale: string;
  readonly asOf: string | undefined;
  readonly draw: DrawShown;
  readonly now: string;
  readonly today: string;
  readonly acts: ConsignmentActs;
  readonly feedback: FeedbackShown;
  /** A map service of the house's own choice; null for the offline base. */
  readonly mapStyle: string | null;
};

/** One consignment: who and what, the verdict as a sentence, what can be done now, and everything it rests on. */
export function Consignment({ page, examinations, cases, person, last, locale, asOf, draw, now, today, acts, feedback, mapStyle }: Props) {
  const t = useTranslations("consignment.part");
  const { head, subject, capacity, documents, history } = page;
  const goods = Object.fromEntries([...capacity.goods].map(([gtin, name]) => [gtin, worded(name, locale)]));
  const balances = subject.lines.filter((line) => line.balances.length > 0);
  const path = `/consignments/${encodeURIComponent(head.number)}`;
  const asked = head.status === "correction-requested" ? history.decisions.find(({ decision, undoneAt }) => decision === "request-correction" && undoneAt === null) : undefined;
  const held = { id: head.id, number: head.number, status: head.status, lane: head.lane, version: head.version, office: head.officeCode, assigneeId: head.assigneeId };
  return (
    <div className="flex flex-col gap-5">
      <Header
        number={head.number}
        revision={head.revision}
        lane={head.lane}
        verdict={head.verdict}
        status={head.status}
        score={head.score}
        sentence={<VerdictSentence head={head} account={leading(capacity.accounts)} locale={locale} />}
      >
        {asked === undefined ? null : <Correction made={asked} />}
        <Facts head={head} subject={subject} cases={cases} locale={locale} now={now} />
      </Header>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_15rem] print:block">
        <aside className="panel flex flex-col gap-4 p-4 lg:sticky lg:top-16 lg:order-2 print:hidden">
          <Actions held={held} verdict={head.verdict} person={person} last={last} acts={acts} />
          <div className="border-t border-line pt-3 max-lg:hidden">
            <PartsNav
              counts={{
                capacity: capacity.accounts.length,
                documents: documents.lines.length,
                findings: history.findings.length,
                journey: documents.journey.steps.length,
                revisions: history.revisions.length,
                timeline: history.entries.length,
              }}
            />
          </div>
        </aside>
        <div className="flex min-w-0 flex-col gap-5">
          <Part id="score" title={t("scoreTitle", { score: head.score })} note={t("scoreNote")}>
            <Score lane={head.lane} by={head.laneBy} score={head.score} assessments={history.assessments} findings={history.findings} titles={history.titles} draw={draw} models={page.models} />
          </Part>
          <Part id="capacity" title={t("capacity")} note={asOf === undefined ? t("capacityNote") : t("capacityAsOf", { day: asOf })} aside={<AsOf path={path} asOf={asOf} days={capacity.days} today={today} />}>
            <div className="flex flex-col gap-8">
              {capacity.accounts.length === 0 ? <p className="text-ink-soft">{t("noAccount")}</p> : capacity.accounts.map((account) => <AccountPanel key={account.id} account={account} own={head.id} goods={goods} />)}
              <div className="flex flex-col gap-4 border-t border-line pt-5">{subject.lines.map((line) => <LinePanel key={line.no} line={line} answer={page.answers.get(line.no) ?? null} />)}</div>
              <CertificateList certificates={capacity.certificates} goods={goods} />
            </div>
          </Part>
          <Part id="documents" title={t("documents")} note={t("documentsNote")}>
            <div className="flex flex-col gap-6">{documents.lines.map((line) => <MatchTable key={line.no} line={line} />)}</div>
          </Part>
          {balances.length === 0 ? null : <Part id="balance" title={t("balance")} note={t("balanceNote")}><MassBalance lines={balances} /></Part>}
          <Part id="findings" title={t("findings")} note={t("findingsNote")}>
            <Findings titles={history.titles} findings={history.findings} cleared={history.cleared} feedback={feedback} />
          </Part>
          {examinations.length === 0 ? null : <Part id="examinations" title={t("examinations")}><Examinations examinations={examinations} /></Part>}
          <Part id="journey" title={t("journey")} note={t("journeyNote")}>
            <Journey journey={documents.journey} styleUrl={mapStyle} />
          </Part>
          <Part id="revisions" title={t("revisions")}>
            <Revisions revisions={history.revisions} />
          </Part>
          <Part id="timeline" title={t("timeline")} note={t("timelineNote")}>
            <HistoryList entries={history.entries} />
          </Part>
        </div>
      </div>
    </div>
  );
}

/** The account whose verdict the title tells: the one used most. */
function leading(accounts: readonly ChargedAccount[]): AccountReading | undefined {
  return accounts.toSorted((a, b) => Number(b.used ?? 0) - Number(a.used ?? 0))[0];
}
