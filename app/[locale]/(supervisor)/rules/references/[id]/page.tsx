import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Grid } from "#components/consignment/Grid";
import { Part } from "#components/consignment/Part";
import { AnswerForm } from "#components/references/AnswerForm";
import { MarkerChart } from "#components/references/MarkerChart";
import { WithdrawalForm } from "#components/references/WithdrawalForm";
import { DataList } from "#components/ui/DataList";
import { PageTitle } from "#components/ui/PageTitle";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import { actorKey, may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { referenceById } from "#lib/risk/queries/references";
import { shapeOf } from "#lib/risk/referenceShape";
import { readingHere } from "../../../../../read.ts";
import { periodWords, worded } from "../../../../../../components/consignment/worded.ts";
import { figure } from "../../../../../../components/references/figure.ts";
import { answer, answerTakingOut, takeOut } from "../actions.ts";

type Asked = { readonly params: Promise<{ readonly id: string }> };

async function asked({ params }: Asked) {
  const { id } = await params;
  return /^\d{1,15}$/.test(id) ? Number(id) : notFound();
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("references"))("title") };
}

/** One population: whose goods, how each marker lies in it, every sample, and the answer of the second person. */
export default async function ReferenceScreen(props: Asked) {
  const [actor, id] = [await actorOfPage(), await asked(props)];
  if (!may(actor, "rule.read")) return <NotPermitted />;
  const found = await readingHere(actor, "rule.read", (tx) => referenceById(tx, id));
  if (found === undefined) return notFound();
  const { row, withdrawals, samples, sites } = found;
  const taking = withdrawals.find(({ state: at }) => at === "proposed");
  const taken = withdrawals.find(({ state: at }) => at === "confirmed");
  const [t, scope, locale] = [await getTranslations("references"), await getTranslations("consignment.scope.named"), await getLocale()];
  const origin = worded({ en: row.originEn, zh: row.originZh }, locale);
  const shape = shapeOf({
    id,
    version: row.version,
    origin: { en: row.originEn, zh: row.originZh },
    country: row.country,
    sites: row.siteIds,
    category: row.category,
    season: { from: row.seasonFrom, to: row.seasonTo },
    markers: row.markers,
    samples: samples.map(({ values }) => values),
  });
  const out = new Set(shape.outliers);
  const state = row.state === "confirmed" && !row.inForce ? "replaced" : row.state;
  return (
    <>
      <PageTitle note={t("one.note", { category: scope.has(row.category) ? scope(row.category) : row.category, season: periodWords({ from: row.seasonFrom, to: row.seasonTo }, locale), version: row.version })}>
        {t("one.fact", { origin, samples: row.size, markers: row.markers.length })}{" "}
        <Tag tone={({ proposed: "violet", confirmed: "green", declined: "red", withdrawn: "neutral", replaced: "neutral", retired: "neutral" } as const)[state]}>
          {t(`states.${state}`)}
        </Tag>
      </PageTitle>
      {row.state === "proposed" ? (
        <Part id="answer" title={t("answer.title")} note={t("answer.note1", { by: row.proposedByName, reason: row.reason })}>
          {may(actor, "reference.write") ? <AnswerForm id={id} own={row.proposedBy === actorKey(actor)} action={answer} /> : <p className="text-ink-soft">{t("answer.waits")}</p>}
        </Part>
      ) : null}
      {taking === undefined ? null : (
        <Part id="taking-out" title={t("takeOut.title")} note={t("answer.note1", { by: taking.proposedByName, reason: taking.reason })}>
          {may(actor, "reference.write") ? (
            <AnswerForm id={id} own={taking.proposedBy === actorKey(actor)} action={answerTakingOut} confirm={t("takeOut.confirm")} />
          ) : (
            <p className="text-ink-soft">{t("answer.waits")}</p>
          )}
        </Part>
      )}
      <Part
        id="markers"
        title={t("one.markers")}
        note={shape.why === null ? t(`one.rests.${shape.method}`, { size: shape.size, outliers: shape.outliers.length, incomplete: shape.incomplete }) : t(`one.why.${shape.why}`)}
      >
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2 xl:grid-cols-3">
          {shape.markers.map((marker) => <MarkerChart key={marker.name} marker={marker} />)}
        </div>
        <div className="mt-4">
          <Grid
            label={t("one.figures")}
            columns={[
              { id: "name", label: t("one.marker") },
              { id: "measured", label: "n", end: true },
              { id: "mean", label: t("one.mean"), end: true },
              { id: "deviation", label: t("one.deviation"), end: true, wideOnly: true },
              { id: "range", label: t("one.range"), end: true },
            ]}
            rows={shape.markers.map((marker) => {
              const width = marker.high - marker.low;
              return {
                id: marker.name,
                cells: {
                  name: marker.unit === "1" ? marker.name : `${marker.name} [${marker.unit}]`,
                  measured: marker.measured,
                  mean: figure(marker.mean, width),
                  deviation: figure(marker.deviation, width),
                  range: (
                    <span className="whitespace-nowrap">
                      {figure(marker.low, width)} – {figure(marker.high, width)}
                    </span>
                  ),
                },
              };
            })}
          />
        </div>
      </Part>
      <Part id="facts" title={t("one.facts")}>
        <DataList columns={2} data={[
          { label: t("one.sites"), value: sites.length === 0 ? t("one.everySite", { country: row.country }) : sites.map(({ name }) => name).join(" · ") },
          { label: t("upload.source"), value: row.source },
          { label: t("upload.reason"), value: row.reason },
          { label: t("proposedBy"), value: <>{row.proposedByName} · <Timestamp at={row.proposedAt.toISOString()} /></> },
          { label: t("one.answered"), value: row.answeredAt === null ? t("one.notYet") : <>{row.answeredByName} · <Timestamp at={row.answeredAt.toISOString()} />{row.answerNote === null ? null : <span className="block">{row.answerNote}</span>}</> },
          ...(taken === undefined || taken.answeredAt === null
            ? []
            : [
                {
                  label: t("takeOut.out"),
                  value: (
                    <>
                      {t("takeOut.by", { proposed: taken.proposedByName, answered: taken.answeredByName ?? "" })}, <Timestamp at={taken.answeredAt.toISOString()} />
                      <span className="block">{taken.reason}</span>
                    </>
                  ),
                },
              ]),
          { label: t("one.file"), value: <>{row.fileName}<code className="block font-mono text-xs break-all text-ink-faint">SHA-256 {row.sha256}</code></> },
        ]} />
        {row.inForce && taking === undefined && may(actor, "reference.write") ? <div className="mt-4 border-t border-line pt-4"><WithdrawalForm id={id} action={takeOut} /></div> : null}
      </Part>
      <Part id="samples" title={t("one.samples", { count: samples.length })} note={t("one.samplesNote")}>
        <div className="max-h-96 overflow-y-auto">
          <Grid
            label={t("one.samples", { count: samples.length })}
            columns={[{ id: "label", label: t("one.sample") }, ...row.markers.map((marker, at) => ({ id: String(at), label: marker.name, end: true }))]}
            rows={samples.map(({ label, values }, at) => ({ id: `${at}`, marked: out.has(at), cells: { label: <>{label} {out.has(at) ? <Tag tone="red">{t("one.outlier")}</Tag> : null}</>, ...Object.fromEntries(values.map((value, place) => [String(place), value === null ? "–" : figure(value, (shape.markers[place]?.high ?? 0) - (shape.markers[place]?.low ?? 0))])) } }))}
          />
        </div>
      </Part>
    </>
  );
}
