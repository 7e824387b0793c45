import { BrainCircuit } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { Table } from "#components/access/Table";
import { ModelScope, ModelTag } from "#components/model/ModelTags";
import { TrainForm } from "#components/model/TrainForm";
import { Refreshing } from "#components/sources/Refreshing";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { numberFormat } from "../../../../../components/ui/number-format.ts";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { listOffices } from "#lib/access/queries";
import { actorOfPage } from "#lib/access/session";
import { MODEL_POINTS } from "#lib/risk/modelScore";
import { labelledByOffice, labelledCount } from "#lib/risk/queries/modelExamples";
import { listModels, type KeptModel } from "#lib/risk/queries/models";
import { readingHere } from "../../../../read.ts";
import { Link } from "../../../../navigation.ts";
import { train } from "./actions.ts";
import { Ground } from "./Ground.tsx";

const PAGE = 20;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("model"))("title") };
}

/** The learned models: what there is to learn from, a training to ask for, and every model with what it is used for. */
export default async function ModelsPage({ searchParams }: { readonly searchParams: Promise<{ after?: string }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "rule.read")) return <NotPermitted />;
  const [t, locale, now, given] = [await getTranslations("model"), await getLocale(), new Date(), Number((await searchParams).after)];
  const after = Number.isInteger(given) && given > 0 ? given : undefined;
  const { house, offices, models, newest, named } = await readingHere(actor, "rule.read", async (tx) => ({
    house: await labelledCount(tx, { office: "", labelledUntil: now }),
    offices: await labelledByOffice(tx, now),
    models: await listModels(tx, { limit: PAGE, after }),
    newest: (await listModels(tx, { limit: 50 })).rows,
    named: new Map((await listOffices(tx)).map(({ code, nameEn, nameZh }) => [code, locale === "en" ? nameEn : nameZh])),
  }));
  const inForce = (mode: "live" | "shadow") => newest.find((model) => model.mode === mode && model.office === "")?.id ?? "none";
  const officeName = (code: string) => (named.has(code) ? `${named.get(code)} ${code}` : t("office", { code }));
  const busy = newest.some(({ state }) => state === "queued" || state === "training");
  const trains = may(actor, "model.train");
  return (
    <div className="flex flex-col gap-4">
      <Refreshing key={String(busy)} seconds={busy ? 2 : 30} />
      <PageTitle note={t("note", { points: MODEL_POINTS })}>{t("fact", { live: String(inForce("live")), shadow: String(inForce("shadow")) })}</PageTitle>
      <Ground house={house} offices={offices} officeName={officeName} locale={locale}>
        {trains ? <TrainForm train={train} offices={offices.map(({ office }) => ({ id: office, label: officeName(office) }))} /> : null}
      </Ground>
      {models.rows.length === 0 ? (
        <Section title={t("label")}>
          <EmptyState title={t("none")} icon={<BrainCircuit aria-hidden />}>
            {t("noneNext")}
          </EmptyState>
        </Section>
      ) : (
        <Table
          label={t("label")}
          columns={(["model", "state", "scope", "examples", "auc", "p5", "asked"] as const).map((id) => ({
            id,
            label: t(`column.${id}`),
            wideOnly: id === "asked" || id === "examples",
            end: id === "examples" || id === "auc" || id === "p5",
          }))}
          rows={models.rows.map((model) => rowOf(model, locale, t("unseenNote"), t("model", { id: model.id })))}
        />
      )}
      {models.next === null ? null : (
        <div>
          <LinkButton href={`/rules/model?after=${models.next}`}>{t("more")}</LinkButton>
        </div>
      )}
    </div>
  );
}

function rowOf(model: KeptModel, locale: string, note: string, name: string) {
  const { card } = model;
  const measures = card?.measures.unseen ?? card?.measures.all;
  const figure = (value: number | undefined, shape: "exact" | "share"): string => (value === undefined ? "" : shape === "share" ? numberFormat(locale, "share").format(value) : value.toFixed(3));
  const examples = card === null ? "" : numberFormat(locale, "whole").format(card.parts.train.examples + card.parts.valid.examples + card.parts.test.examples);
  return {
    id: model.id,
    faded: model.mode === "retired" || model.state === "refused" || model.state === "failed",
    cells: {
      model: <Link href={`/rules/model/${model.id}`} className="font-medium text-accent underline decoration-line-strong underline-offset-2">{name}</Link>,
      state: <ModelTag state={model.state} mode={model.mode} />,
      scope: <ModelScope office={model.office} />,
      examples,
      auc: <span title={note}>{figure(measures?.auc.value, "exact")}</span>,
      p5: <span title={note}>{figure(measures?.p5.value, "share")}</span>,
      asked: <span className="whitespace-nowrap">{model.requestedByName} · <Timestamp at={model.requestedAt.toISOString()} shape="short" /></span>,
    },
  };
}
