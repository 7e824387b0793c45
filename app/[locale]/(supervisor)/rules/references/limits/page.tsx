import { Thermometer } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Grid } from "#components/consignment/Grid";
import { Part } from "#components/consignment/Part";
import { AnswerForm } from "#components/references/AnswerForm";
import { LimitChangeForm } from "#components/references/LimitChangeForm";
import { EmptyState } from "#components/ui/EmptyState";
import { PageTitle } from "#components/ui/PageTitle";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import { actorKey, may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { limitChanges } from "#lib/risk/queries/references";
import { thousandths } from "#lib/trace/limit";
import { allLimits } from "#lib/trace/queries/journey";
import { readingHere } from "../../../../../read.ts";
import { answerChange, changeLimit } from "../actions.ts";

const SHOWN = 30;
const TONE = { proposed: "violet", confirmed: "green", declined: "red", withdrawn: "neutral" } as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("references.limits"))("title") };
}

/** Between which values goods are kept on their way, the changes that wait for a second person, and those before. */
export default async function LimitsScreen() {
  const actor = await actorOfPage();
  if (!may(actor, "rule.read")) return <NotPermitted />;
  const { limits, changes } = await readingHere(actor, "rule.read", async (tx) => ({ limits: await allLimits(tx), changes: await limitChanges(tx, SHOWN) }));
  const [t, states, scope] = [await getTranslations("references.limits"), await getTranslations("references.states"), await getTranslations("consignment.scope.named")];
  const [writes, waiting] = [may(actor, "reference.write"), changes.filter(({ state }) => state === "proposed")];
  const category = (name: string) => (scope.has(name) ? scope(name) : name);
  const bound = (value: number | null, measure: "temperature" | "humidity") => (value === null ? "–" : `${thousandths(value)} ${measure === "temperature" ? "°C" : "%"}`);
  const text = (value: number | null) => (value === null ? "" : thousandths(value));
  const energy = (value: number | null) => `${value === null ? "83.144" : thousandths(value)} kJ/mol`;
  const columns = [
    { id: "category", label: t("category") },
    { id: "measure", label: t("measure") },
    { id: "lowest", label: t("lowest"), end: true },
    { id: "highest", label: t("highest"), end: true },
    { id: "energy", label: t("energy"), end: true, wideOnly: true },
    { id: "source", label: t("source"), wideOnly: true },
  ];
  const cells = (one: (typeof limits)[number] | (typeof changes)[number]) => ({
    category: category(one.category),
    measure: t(`measures.${one.measure}`),
    lowest: bound(one.lowest, one.measure),
    highest: bound(one.highest, one.measure),
    energy: one.measure === "temperature" ? energy(one.activationEnergy) : "–",
    source: one.source,
  });
  return (
    <>
      <PageTitle note={t("note")}>{t("fact", { limits: limits.length, waiting: waiting.length })}</PageTitle>
      {waiting.map((change) => (
        <Part
          key={change.id}
          id={`change-${change.id}`}
          title={t("waiting", { category: category(change.category), measure: t(`measures.${change.measure}`) })}
          note={t("waitingNote", { by: change.proposedByName, reason: change.reason })}
        >
          <div className="flex flex-col gap-3">
            <Grid
              label={t("waiting", { category: category(change.category), measure: t(`measures.${change.measure}`) })}
              columns={[{ id: "when", label: t("when") }, ...columns.slice(2)]}
              rows={[
                ...limits
                  .filter((one) => one.category === change.category && one.measure === change.measure)
                  .map((one) => ({ id: "now", faded: true, cells: { when: t("now"), ...cells(one) } })),
                { id: "then", cells: { when: t("then"), ...cells(change) } },
              ]}
            />
            {writes ? <AnswerForm id={change.id} own={change.proposedBy === actorKey(actor)} action={answerChange} /> : null}
          </div>
        </Part>
      ))}
      {limits.length === 0 ? <EmptyState icon={<Thermometer aria-hidden />} title={t("none")}>{t("noneNote")}</EmptyState> : (
        <Part id="limits" title={t("inForce")}>
          <div className="flex flex-col gap-3">
            <Grid label={t("inForce")} columns={columns} rows={limits.map((one) => ({ id: `${one.category} ${one.measure}`, cells: cells(one) }))} />
            {writes ? limits.map((one) => (
              <details key={`${one.category} ${one.measure} ${one.version}`}>
                <summary className="w-max cursor-pointer text-accent underline">{t("change", { category: category(one.category), measure: t(`measures.${one.measure}`) })}</summary>
                <div className="mt-3">
                  <LimitChangeForm
                    action={changeLimit}
                    standing={{
                      category: one.category,
                      measure: one.measure,
                      lowest: text(one.lowest),
                      highest: text(one.highest),
                      activationEnergy: text(one.activationEnergy),
                      source: one.source,
                      version: one.version,
                    }}
                  />
                </div>
              </details>
            )) : null}
          </div>
        </Part>
      )}
      {writes ? <Part id="new" title={t("addTitle")}><LimitChangeForm action={changeLimit} /></Part> : null}
      {changes.length === 0 ? null : (
        <Part id="changes" title={t("changes")}>
          <Grid
            label={t("changes")}
            columns={[{ id: "at", label: t("proposedAt") }, ...columns.slice(0, 4), { id: "reason", label: t("reason"), wideOnly: true }, { id: "state", label: t("state") }]}
            rows={changes.map((change) => ({
              id: String(change.id),
              cells: {
                at: <><Timestamp at={change.proposedAt.toISOString()} /><span className="block text-ink-soft">{change.proposedByName}</span></>, ...cells(change), reason: change.reason,
                state: <span className="flex flex-col gap-1"><span><Tag tone={TONE[change.state]}>{states(change.state)}</Tag></span>{change.answeredAt === null ? null : <span className="text-ink-soft">{change.answeredByName} <Timestamp at={change.answeredAt.toISOString()} /></span>}{change.answerNote === null ? null : <span>{change.answerNote}</span>}</span>,
              },
            }))}
          />
        </Part>
      )}
    </>
  );
}
