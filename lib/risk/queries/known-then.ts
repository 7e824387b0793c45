import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { idList, readRows } from "#db/columns";
import { segmentAtEnd } from "#lib/capacity/account";
import { judge } from "#lib/capacity/judgement";
import { planAccounts, type PlannedAccount } from "#lib/capacity/queries/planned";
import { scopeKey } from "#lib/certificates/certificate";
import { dateIn } from "#lib/measures/period";
import type { FactName, Subject, SubjectAccount, SubjectLine } from "../subject.ts";
import { originsOf } from "./origins.ts";
import { serialsOf } from "./serials.ts";

/**
 * Declarations as they could be judged when each was first assessed as it stands: the verdicts that were answered, limits from the certificates,
 * decisions and policies known then, serials from the events recorded by then, reference populations in force then and what had been
 * measured. What else is in a subject has no instant at which it became known, and stays as it is known now.
 */
export async function knownThen(tx: Transaction, subjects: readonly Subject[], needs: ReadonlySet<FactName>): Promise<Subject[]> {
  const moments = await momentsOf(tx, subjects);
  const plans = await plansOf(tx, subjects);
  const known: Subject[] = [];
  for (const subject of subjects) {
    const moment = moments.get(subject.declarationId) ?? subject.lodgedAt;
    const accounts = await accountsThen(subject, moment, plans);
    known.push({ ...subject, lines: subject.lines.map(asAnswered), accounts, facts: await factsThen(tx, subject, moment, needs) });
  }
  return known;
}

/** When each declaration was first assessed as it stands now; where none was, when its standing revision was recorded. */
async function momentsOf(tx: Transaction, subjects: readonly Subject[]): Promise<ReadonlyMap<number, Date>> {
  const rows = await readRows<{ readonly id: number; readonly at: string }>(tx, { id: "asked.id", at: "coalesce(first.at, r.recorded_at)" }, sql`
    from unnest(${idList(subjects.map(({ declarationId }) => declarationId))}, ${idList(subjects.map(({ revision }) => revision))}) as asked (id, revision)
    join declaration_revisions r on r.declaration_id = asked.id and r.revision = asked.revision
    left join lateral (select min(at) as at from assessments a where a.declaration_id = asked.id and a.revision = asked.revision) as first on true`);
  return new Map(rows.map(({ id, at }) => [id, new Date(at)]));
}

/** A line with the verdict it was answered with. */
function asAnswered(line: SubjectLine): SubjectLine {
  return line.atLodging === null ? line : { ...line, verdict: line.atLodging.verdict, missing: line.atLodging.verdict === "cannot-compare" ? (line.atLodging.ask ?? line.missing) : null };
}

type Plans = (siteId: number, moment: Date) => Promise<readonly PlannedAccount[]>;

/** The accounts of sites as they could have been known at an instant; between two changes of what is known they are planned once. */
async function plansOf(tx: Transaction, subjects: readonly Subject[]): Promise<Plans> {
  const sites = [...new Set(subjects.flatMap(({ accounts }) => accounts.map(({ siteId }) => siteId)))];
  const rows = sites.length === 0 ? [] : await readRows<{ readonly siteId: number; readonly at: string }>(tx, { siteId: "changed.site_id", at: "changed.at" }, sql`from (
      select site_id, recorded_at as at from capacity_certificates
      union all select c.site_id, d.recorded_at from certificate_decisions d join capacity_certificates c on c.id = d.certificate_id
      union all select c.site_id, d.effective::timestamp at time zone 'Asia/Shanghai' from certificate_decisions d join capacity_certificates c on c.id = d.certificate_id
      union all select site_id, approved_at from carry_overs where approved_at is not null
      union all select site.id, v.recorded_at from capacity_policy_versions v cross join unnest(${idList(sites)}) as site (id)
    ) as changed where changed.site_id = any${idList(sites)}`);
  const changes = Map.groupBy(rows.map(({ siteId, at }) => ({ siteId, at: new Date(at).getTime() })), ({ siteId }) => siteId);
  const planned = new Map<string, Promise<readonly PlannedAccount[]>>();
  return (siteId, moment) => {
    const key = `${siteId} ${(changes.get(siteId) ?? []).filter(({ at }) => at <= moment.getTime()).length}`;
    const before = planned.get(key) ?? planAccounts(tx, siteId, { today: dateIn(moment), asOf: moment });
    planned.set(key, before);
    return before;
  };
}

/** The accounts that bound a declaration, each with its limit of then; one that nothing limited then is left out. */
async function accountsThen(subject: Subject, moment: Date, plans: Plans): Promise<SubjectAccount[]> {
  const found: SubjectAccount[] = [];
  for (const account of subject.accounts) {
    const plan = (await plans(account.siteId, moment)).find(
      ({ identity }) =>
        identity.scopeKey === scopeKey(account.scope) && identity.producedFrom === account.from && identity.producedTo === account.to && identity.dimension === account.dimension,
    );
    const produced = subject.lines.find(({ no }) => no === account.lines.at(-1));
    const segment = plan === undefined || produced === undefined ? undefined : segmentAtEnd({ to: account.to, segments: plan.segments }, { from: produced.producedFrom, to: produced.producedTo });
    if (segment === undefined || segment.state === "none") continue;
    const certificates = account.certificates.filter(({ number }) => segment.certificates.includes(number));
    found.push({ ...account, segment, certificates, verdict: judge(segment, { declared: account.declared, elsewhere: account.elsewhere }) });
  }
  return found;
}

async function factsThen(tx: Transaction, subject: Subject, moment: Date, needs: ReadonlySet<FactName>): Promise<Subject["facts"]> {
  const { declarationId, facts } = subject;
  const serials = needs.has("serials") && facts.serials.seen.length > 0 ? (await serialsOf(tx, [subject], moment, moment)).get(declarationId) : undefined;
  const origins = needs.has("origins") && subject.lines.some(({ lots }) => lots.length > 0) ? await originsOf(tx, [subject], moment, moment) : undefined;
  return { ...facts, ...(serials === undefined ? {} : { serials }), ...(origins === undefined ? {} : { origins: origins.get(declarationId) ?? { measurements: [], populations: [] } }) };
}
