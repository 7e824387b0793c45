"use server";
import { refresh } from "next/cache";
import type { Mapping } from "#lib/feeds/mapping";
import { mappingSchema } from "#lib/feeds/mapping";
import { parsed } from "#lib/access/parsing";
import { Refusal } from "#lib/access/refusal";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { answerGoods, repeatRefused } from "#lib/lodging/commands/import-again";
import { startImport } from "#lib/lodging/commands/import-receive";
import { saveMapping } from "#lib/lodging/commands/mapping";
import type { MappedPreview } from "#lib/lodging/preview";
import { importById, importContent } from "#lib/lodging/queries/imports";
import { previewDocument, tableSample, unknownUnits } from "#lib/lodging/queries/preview";
import { outcomeOf, textOf, type Outcome } from "../../../outcome.ts";

/** The first rows by a mapping that is being made. */
export async function look(id: number, mapping: Mapping): Promise<Outcome<MappedPreview>> {
  return outcomeOf(async () => {
    const actor = await actorOfPage();
    return reading(actor, "declaration.lodge", async (tx) => {
      const [found, content, given] = [await importById(tx, id), await importContent(tx, id), parsed(mappingSchema, mapping)];
      if (found === undefined || content === null) throw new Refusal("not-found", "unknown-import", { id });
      return { ...(await previewDocument(tx, actor.organisation, { format: found.format, content, mapping: given }, new Date())), unknownUnits: await unknownUnits(content, given) };
    });
  });
}

export async function save(id: number, name: string, mapping: Mapping): Promise<Outcome<{ readonly version: number }>> {
  return outcomeOf(async () => {
    const actor = await actorOfPage();
    const content = await reading(actor, "mapping.write", (tx) => importContent(tx, id));
    const { version } = await saveMapping(actor, { name, mapping, header: content === null ? [] : ((await tableSample(content))?.header ?? []) });
    return { version };
  });
}

export async function start(id: number, name: string, mapping: Mapping): Promise<Outcome> {
  return outcomeOf(async () => {
    await startImport(await actorOfPage(), { id, name, mapping });
    refresh();
    return undefined;
  });
}

export async function startPlain(id: number): Promise<Outcome> {
  return outcomeOf(async () => {
    await startImport(await actorOfPage(), { id });
    refresh();
    return undefined;
  });
}

export async function tellGoods(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    const [gtin, site] = [textOf(form, "gtin"), textOf(form, "site")];
    await answerGoods(await actorOfPage(), { id: Number(textOf(form, "id")), goods: textOf(form, "goods"), ...(gtin === undefined ? {} : { gtin }), ...(site === undefined ? {} : { site }) });
    refresh();
    return undefined;
  });
}

export async function repeat(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await repeatRefused(await actorOfPage(), { id: Number(textOf(form, "id")) });
    refresh();
    return undefined;
  });
}
