import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { ModelActs } from "#components/model/ModelActs";
import { ModelProposal } from "#components/model/ModelProposal";
import { ModelScope, ModelTag } from "#components/model/ModelTags";
import { Refreshing } from "#components/sources/Refreshing";
import { ErrorNote } from "#components/ui/ErrorNote";
import { PageTitle } from "#components/ui/PageTitle";
import { actorKey, may, type Actor } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { TRAINING_STEPS } from "#lib/risk/modelRecord";
import { MODEL_POINTS } from "#lib/risk/modelScore";
import { factsOf } from "#lib/risk/commands/models";
import { modelById, modelChangesOf, modelInPlace, modelsBeside, type KeptModel } from "#lib/risk/queries/models";
import { driftOf, named, sideBySide } from "#lib/risk/queries/modelWatch";
import { readingHere } from "../../../../../read.ts";
import { compare, confirm, decline, propose, retire } from "../actions.ts";
import { Beside } from "./Beside.tsx";
import { Calibration, Distribution, Importance, Measured } from "./Measured.tsx";
import { Changes, Data, Limits, Record } from "./Made.tsx";
import { Watch } from "./Watch.tsx";

export async function generateMetadata({ params }: { readonly params: Promise<{ id: string }> }): Promise<Metadata> {
  return { title: (await getTranslations("model"))("model", { id: (await params).id }) };
}

/** The model card: what it was made of, how well it ranks, whether the trade is still as it was, and what is proposed for it. */
export default async function ModelPage({ params }: { readonly params: Promise<{ id: string }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "rule.read")) return <NotPermitted />;
  const id = Number((await params).id);
  const found = Number.isSafeInteger(id) && id > 0 ? await read(actor, id) : undefined;
  if (found === undefined) notFound();
  const { model, changes, drift, beside, replaces } = found;
  const [t, refusals, locale] = [await getTranslations("model"), await getTranslations("refusals"), await getLocale()];
  const open = changes.find(({ state }) => state === "proposed");
  const comparing = model.comparison?.state === "queued";
  const busy = comparing || model.state === "queued" || model.state === "training";
  const proposal = open === undefined ? null : { mode: open.mode, by: open.proposedByName, at: open.proposedAt.toISOString(), reason: open.reason, own: open.proposedBy === actorKey(actor) };
  return (
    <div className="flex flex-col gap-4">
      <Refreshing key={String(busy)} seconds={busy ? 2 : 60} />
      <PageTitle
        note={<span className="flex items-center gap-2"><ModelTag state={model.state} mode={model.mode} /> <ModelScope office={model.office} /></span>}
        actions={
          model.state === "trained" && may(actor, "model.train") ? (
            <ModelActs
              key={`${model.mode} ${String(open?.id)}`}
              id={id}
              mode={model.mode}
              open={open !== undefined}
              comparing={comparing}
              points={MODEL_POINTS}
              acts={{ propose, retire, compare }}
            />
          ) : undefined
        }
      >
        {t("model", { id })}
      </PageTitle>
      {proposal === null ? null : <ModelProposal id={id} proposal={proposal} replaces={replaces} mayConfirm={may(actor, "model.confirm")} acts={{ confirm, decline }} />}
      <Progress model={model} />
      {model.problem === null ? null : <ErrorNote title={refusals(model.problem.code, { ...factsOf(model.problem) })} />}
      {model.state === "failed" ? <ErrorNote title={t("state.failed")}>{t("failedNote")}</ErrorNote> : null}
      {model.card === null ? null : (
        <>
          <Limits model={model} card={model.card} />
          <Measured card={model.card} locale={locale} />
          <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
            <Calibration card={model.card} locale={locale} />
            <Distribution card={model.card} locale={locale} />
            <Importance card={model.card} locale={locale} />
            <Data card={model.card} locale={locale} />
          </div>
          {drift === null ? null : <Watch drift={drift} base={model.card.baseline.declarations} locale={locale} />}
          {beside.map(({ id: other, mode, figures }) => (
            <Beside key={other} other={other} mode={mode} figures={figures} locale={locale} />
          ))}
          <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
            <Record model={model} card={model.card} />
            <Changes changes={changes} />
          </div>
        </>
      )}
    </div>
  );
}

async function Progress({ model: { state, step } }: { readonly model: KeptModel }) {
  const t = await getTranslations("model");
  if (state !== "queued" && state !== "training") return null;
  const place = step === null ? 0 : TRAINING_STEPS.indexOf(step) + 1;
  return (
    <Section title={t("steps")}>
      <progress className="h-2 w-full max-w-xl accent-accent" max={TRAINING_STEPS.length} value={place} aria-label={t("steps")} />
      <p className="text-ink-soft">{step === null ? t("waiting") : t("training", { step: place, steps: TRAINING_STEPS.length, name: t(`step.${step}`) })}</p>
    </Section>
  );
}

/** All that the card shows, in one transaction; undefined when there is no such model. */
function read(actor: Actor, id: number) {
  return readingHere(actor, "rule.read", async (tx) => {
    const model = await modelById(tx, id);
    if (model === undefined) return undefined;
    const changes = await modelChangesOf(tx, [id]);
    const open = changes.find(({ state }) => state === "proposed");
    const others = model.state === "trained" ? await modelsBeside(tx, model) : [];
    return {
      model,
      changes,
      replaces: open === undefined ? null : await modelInPlace(tx, model.office, open.mode, id),
      drift: model.card === null ? null : await named(tx, await driftOf(tx, id, model.card.baseline, new Date())),
      beside: await Promise.all(others.map(async (other) => ({ ...other, figures: await sideBySide(tx, id, other.id) }))),
    };
  });
}
