import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { ActionForm } from "#components/access/ActionForm";
import { Section } from "#components/access/Section";
import { FormatName } from "#components/imports/FormatName";
import { GoodsQuestion } from "#components/imports/GoodsQuestion";
import { ImportResult } from "#components/imports/ImportResult";
import { MappingScreen } from "#components/imports/MappingScreen";
import { PaperMatch } from "#components/imports/PaperMatch";
import { PreviewTable } from "#components/imports/PreviewTable";
import { StartPlain } from "#components/imports/StartPlain";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { papersOfLists } from "#lib/consignments/queries";
import { ROW_STATES } from "#lib/lodging/import";
import { fit, suggestMapping } from "#lib/lodging/mapping";
import { goodsAskedFor, importById, importContent, importRowsOf, savedMappings } from "#lib/lodging/queries/imports";
import { previewDocument, tableSample, unknownUnits } from "#lib/lodging/queries/preview";
import { single } from "../../../../../components/producers/address.ts";
import { look, repeat, save, start, startPlain, tellGoods } from "../actions.ts";

type Asked = { readonly params: Promise<{ readonly id: string }>; readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame.room"))("imports") };
}

/** One import: what it would lodge while it is looked at, and what became of each record afterwards. */
export default async function ImportPage({ params, searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "declaration.lodge")) return <NotPermitted />;
  const id = Number((await params).id);
  const view = Number.isSafeInteger(id) ? await reading(actor, "declaration.lodge", (tx) => importById(tx, id)) : undefined;
  if (view === undefined || view.format === "report-csv") notFound();
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={<FormatName format={view.format} />}>{view.fileName}</PageTitle>
      {view.state === "draft" ? <Draft id={id} format={view.format} fileName={view.fileName} organisation={actor.organisation} /> : <Started id={id} searchParams={searchParams} />}
    </div>
  );
}

async function Draft({ id, format, fileName, organisation }: { readonly id: number; readonly format: string; readonly fileName: string; readonly organisation: number }) {
  const [t, actor] = [await getTranslations("imports"), await actorOfPage()];
  const content = await reading(actor, "declaration.lodge", (tx) => importContent(tx, id));
  if (content === null) notFound();
  const sample = format === "declaration-table" ? await tableSample(content) : undefined;
  const saved = sample === undefined ? [] : await reading(actor, "declaration.lodge", (tx) => savedMappings(tx, organisation));
  const fitting = saved.filter(({ mapping }) => fit(mapping, sample?.header ?? []) > 0).toSorted((a, b) => fit(b.mapping, sample?.header ?? []) - fit(a.mapping, sample?.header ?? []));
  const offered = [...fitting.map(({ name, version, mapping }) => ({ name, version, mapping })), ...(sample === undefined ? [] : [{ name: null, version: null, mapping: suggestMapping(sample.header) }])];
  const mapping = offered[0]?.mapping ?? null;
  const preview = await reading(actor, "declaration.lodge", (tx) => previewDocument(tx, organisation, { format, content, mapping }, new Date()));
  if (sample !== undefined && mapping !== null) {
    return (
      <MappingScreen
        id={id}
        sample={sample}
        offered={offered}
        name={fileName.replace(/\.[^.]+$/, "")}
        first={{ ...preview, unknownUnits: await unknownUnits(content, mapping) }}
        look={look}
        save={save}
        start={start}
      />
    );
  }
  return (
    <Section title={t("preview.title")} note={t("preview.note", { shown: preview.records.length, total: preview.total })}>
      <PreviewTable preview={preview} mapping={null} />
      <StartPlain id={id} count={preview.total} words="start" start={startPlain} />
    </Section>
  );
}

async function Started({ id, searchParams }: { readonly id: number; readonly searchParams: Asked["searchParams"] }) {
  const [t, actor, asked] = [await getTranslations("imports"), await actorOfPage(), await searchParams];
  const state = ROW_STATES.find((one) => one === single(asked["state"]));
  const after = Number(single(asked["after"]) ?? 0);
  const { view, rows, goods, papers } = await reading(actor, "declaration.lodge", async (tx) => {
    const found = await importRowsOf(tx, id, { limit: 100, state, after: Number.isSafeInteger(after) ? after : 0 });
    return {
      view: await importById(tx, id),
      rows: found,
      goods: await goodsAskedFor(tx, id),
      papers: await papersOfLists(
        tx,
        found.items.flatMap((row) => (row.kind === "list" && row.number !== null ? [row.number] : [])),
      ),
    };
  });
  if (view === undefined) notFound();
  return (
    <ImportResult view={view} rows={rows.items} next={rows.next} chosen={state ?? "all"} room="/imports" linked>
      <PaperMatch papers={[...papers.values()]} />
      {goods.length === 0 || view.state !== "done" ? null : (
        <Section title={t("goods.title")} note={t("goods.note")}>
          {goods.map((one) => (
            <GoodsQuestion key={one.goods} id={id} asked={one} action={tellGoods} />
          ))}
        </Section>
      )}
      {view.state === "done" && view.refused > 0 ? (
        <ActionForm action={repeat} submit={t("result.again")} look="quiet">
          <input type="hidden" name="id" value={id} />
        </ActionForm>
      ) : null}
    </ImportResult>
  );
}
