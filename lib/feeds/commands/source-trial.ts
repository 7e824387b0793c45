import { eq } from "drizzle-orm";
import { z } from "zod";
import { feedSources } from "#db/schema/feeds-sources";
import type { Actor } from "#lib/access/actor";
import { parsed } from "#lib/access/parsing";
import { reading } from "#lib/audit/command";
import { placeOf, sourceCode, sourceSettings, type PullSettings } from "../source.ts";
import { failureOf } from "../sourceProblem.ts";
import { NOTHING_READ, openWindow } from "../sourcePaging.ts";
import type { Trial } from "../sourceTrial.ts";
import { openDocument } from "./opening.ts";
import { fetchDocument } from "./pull-endpoint.ts";
import { fetchPage } from "./pull-epcis.ts";
import { reachWith, type Reach } from "./pull-fetch.ts";
import { fetchFile, filesOf, openFolder } from "./pull-folder.ts";
import { guardOf, type Guard } from "./pull-guard.ts";
import type { Piece } from "./pull-hands.ts";
import { opened } from "./source-secret.ts";

const SHOWN = 20;
const TRIAL_MS = 20_000;

const trial = z.object({ settings: sourceSettings, secret: z.string().max(20_000).optional(), code: sourceCode.optional() });

/**
 * Reads the first page or file of a source as it is described, and stores nothing of it. `code` names a source whose secret is used when none is
 * given. That somebody tried, and where, is recorded. What is wrong is handed back, not thrown.
 */
export async function trySource(actor: Actor, input: unknown, guard: Guard = guardOf(), now: Date = new Date()): Promise<Trial> {
  const { settings, secret, code } = parsed(trial, input);
  const entry = { action: "source.try", subject: { kind: "source", id: code ?? "new" }, facts: { kind: settings.kind, place: placeOf(settings) } };
  const standing = await reading(actor, "source.manage", async (tx) => (code === undefined ? [] : tx.select({ secret: feedSources.secret }).from(feedSources).where(eq(feedSources.code, code))), entry);
  if (settings.kind === "push") return { ok: true, nothing: true, files: [] };
  try {
    const kept = standing[0]?.secret;
    const reach = reachWith(guard, secret ?? (kept == null || code === undefined ? null : opened(kept, code)), { ms: TRIAL_MS });
    try {
      return await firstOf(reach, settings, now);
    } finally {
      await reach.close();
    }
  } catch (error) {
    const failure = failureOf(error);
    if (failure.problem.code === "unexpected") console.error("A source that was tried:", error);
    return { ok: false, problem: failure.problem };
  }
}

async function firstOf(reach: Reach, settings: PullSettings, now: Date): Promise<Trial> {
  switch (settings.kind) {
    case "epcis": {
      const page = await fetchPage({ reach }, settings, openWindow(settings, NOTHING_READ, now).link);
      return triedOf({ body: page.answer.body, contentType: "application/json" }, page.answer.url, page.link !== null, now);
    }
    case "json":
    case "csv": {
      const read = await fetchDocument({ reach }, settings, null);
      return read === null ? { ok: true, nothing: true, files: [] } : triedOf(read, settings.address, false, now);
    }
    case "sftp":
    case "s3": {
      const folder = await openFolder({ reach }, settings);
      try {
        const files = await filesOf(folder, settings, now);
        const [first] = files;
        if (first === undefined) return { ok: true, nothing: true, files: (await folder.list()).slice(0, SHOWN).map(({ name }) => name) };
        return triedOf(await fetchFile({ reach }, folder, first), first.name, files.length > 1, now);
      } finally {
        await folder.close();
      }
    }
  }
}

/** A document as it would be taken in. */
function triedOf({ body, contentType }: Piece, from: string, more: boolean, now: Date): Trial {
  const read = openDocument(body, contentType, now);
  const common = { ok: true, nothing: false, from, bytes: body.length, more } as const;
  if (!read.ok) return { ...common, format: read.format?.id ?? null, events: 0, doubtful: 0, broken: 0, shown: [], documentProblems: read.failure.problems };
  const { events } = read.document;
  const broken = events.filter(({ content }) => content === null).length;
  const doubtful = events.filter(({ content, problems }) => content !== null && problems.length > 0).length;
  const shown = events
    .slice(0, SHOWN)
    .map(({ index, eventID, content, problems }) => ({
      index,
      id: eventID,
      type: content?.type ?? null,
      bizStep: content?.bizStep ?? null,
      at: content?.eventTime.toISOString() ?? null,
      problems,
    }));
  return { ...common, format: read.format.id, events: events.length, doubtful, broken, shown, documentProblems: [...read.document.documentProblems] };
}
