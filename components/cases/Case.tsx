import { useTranslations } from "next-intl";
import { Part } from "#components/consignment/Part";
import { PageTitle } from "#components/ui/PageTitle";
import type { Relations as Related } from "#lib/cases/relation";
import { Assignment } from "./Assignment.tsx";
import { CaseKeys } from "./CaseKeys.tsx";
import { CaseStatusTag } from "./CaseStatusTag.tsx";
import { Closing, ProposeClosing } from "./Closing.tsx";
import { Consignments } from "./Consignments.tsx";
import { Dossiers } from "./Dossiers.tsx";
import { Exhibits } from "./Exhibits.tsx";
import { Facts } from "./Facts.tsx";
import { Notes } from "./Notes.tsx";
import { Parties } from "./Parties.tsx";
import { Relations, type RelationView } from "./Relations.tsx";
import type { CaseActs, CaseHead, CaseRights, ConsignmentShown, DossierShown, ExhibitShown, FactShown, MomentShown, NoteShown, PartyShown, PersonShown, TaskShown } from "./shown.ts";
import { Tasks } from "./Tasks.tsx";
import { Timeline } from "./Timeline.tsx";
import { stamped } from "./stamped.tsx";

type Props = {
  readonly head: CaseHead;
  readonly facts: readonly FactShown[];
  readonly consignments: readonly ConsignmentShown[];
  readonly exhibits: readonly ExhibitShown[];
  readonly notes: readonly NoteShown[];
  readonly tasks: readonly TaskShown[];
  readonly dossiers: readonly DossierShown[];
  readonly parties: readonly PartyShown[];
  readonly people: readonly PersonShown[];
  readonly related: Related;
  readonly relationView: RelationView;
  readonly moments: readonly MomentShown[];
  readonly momentsInAll: number;
  readonly rights: CaseRights;
  readonly person: number;
  readonly today: string;
  readonly acts: CaseActs;
};

/** A case: what is alleged, what is established and on what it rests, what is still to be done, and all that happened. */
export function Case(props: Props) {
  const { head, rights, acts } = props;
  const t = useTranslations("cases.page");
  const { number } = head;
  const counts = {
    facts: props.facts.length,
    declarations: props.consignments.length,
    exhibits: props.exhibits.length,
    tasks: props.tasks.filter((task) => !task.done).length,
    notes: props.notes.length,
    dossiers: props.dossiers.length,
    timeline: props.momentsInAll,
  };
  return (
    <div className="flex flex-col gap-4">
      <PageTitle actions={rights.has("propose-closing") ? <ProposeClosing head={head} act={acts.propose} /> : undefined} note={<Standing head={head} />}>
        {head.title}
      </PageTitle>
      <CaseKeys number={number} rights={[...rights]} />
      <Closing head={head} person={props.person} rights={rights} acts={acts} />
      <PartLinks counts={counts} />
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Part id="allegation" title={t("allegation")}>
            <p className="whitespace-pre-wrap text-pretty">{head.allegation}</p>
          </Part>
          <Facts number={number} facts={props.facts} exhibits={props.exhibits} rights={rights} act={acts.establish} />
          <Consignments number={number} consignments={props.consignments} rights={rights} act={acts.link} />
          <Relations number={number} related={props.related} view={props.relationView} />
          <Exhibits number={number} exhibits={props.exhibits} rights={rights} act={acts.takeInExhibit} />
        </div>
        <div className="grid min-w-0 items-start gap-4 md:grid-cols-2 xl:grid-cols-1">
          <Dossiers number={number} dossiers={props.dossiers} rights={rights} act={acts.make} />
          <Tasks number={number} tasks={props.tasks} people={props.people} rights={rights} today={props.today} acts={acts} />
          <Notes number={number} notes={props.notes} people={props.people} rights={rights} act={acts.writeNote} />
          <Assignment head={head} people={props.people} person={props.person} rights={rights} act={acts.assignTo} />
          <Parties parties={props.parties} />
        </div>
      </div>
      <Timeline number={number} moments={props.moments} total={props.momentsInAll} />
    </div>
  );
}

function Standing({ head }: { readonly head: CaseHead }) {
  const t = useTranslations("cases.page");
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="font-mono">{head.number}</span>
      <CaseStatusTag status={head.status} />
      <span>{t.rich("opened", { by: head.openedByName, at: stamped(head.openedAt) })}</span>
      <span>{head.assigneeName === null ? t("unassigned") : t("assigned", { name: head.assigneeName })}</span>
    </span>
  );
}

/** The parts of the page by their addresses, with how many things are in each. */
function PartLinks({ counts }: { readonly counts: Readonly<Record<"facts" | "declarations" | "exhibits" | "tasks" | "notes" | "dossiers" | "timeline", number>> }) {
  const t = useTranslations("cases.page");
  const parts = [
    { id: "facts", label: t("facts") }, { id: "declarations", label: t("consignments") }, { id: "relations", label: t("relations") }, { id: "exhibits", label: t("exhibits") }, { id: "dossiers", label: t("dossiers") },
    { id: "tasks", label: t("tasks") }, { id: "notes", label: t("notes") }, { id: "timeline", label: t("timeline") },
  ] as const;
  return (
    <nav aria-label={t("sections")} className="-mx-1 flex flex-wrap gap-x-1">
      {parts.map(({ id, label }) => (
        <a key={id} href={`#${id}`} className="flex h-8 items-center gap-1.5 rounded-md px-2 text-table text-ink-soft hover:bg-hover hover:text-ink">
          {label} {id === "relations" ? null : <span className="text-xs text-ink-faint">{counts[id]}</span>}
        </a>
      ))}
    </nav>
  );
}
