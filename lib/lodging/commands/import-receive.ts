import { createHash } from "node:crypto";
import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import { importMappings, imports } from "#db/schema/lodging";
import { actorKey } from "#lib/access/actor";
import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import type { Work } from "#lib/audit/command";
import type { Done } from "#lib/audit/entry";
import { mappingSchema } from "#lib/feeds/mapping";
import type { Mapping } from "#lib/feeds/mapping";
import { RECORD_FORMATS } from "#lib/feeds/formats/registry";
import { TABLE_LIMITS, readTable } from "#lib/feeds/table";
import { visibleText } from "#lib/parties/field";
import { permissionFor } from "../import.ts";
import { keepMapping } from "./mapping.ts";

/** The most bytes of one document. */
export const IMPORT_BYTES = TABLE_LIMITS.bytes;

const receiveInput = z.strictObject({
  bytes: z.instanceof(Uint8Array),
  fileName: visibleText(200, "the file's name").default("import"),
  kind: z.enum(RECORD_FORMATS.map(({ id }) => id) as [string, ...string[]]).optional(),
  mapping: visibleText(100, "the name of a saved mapping").optional(),
  start: z.boolean().default(true),
});
type ReceiveInput = z.output<typeof receiveInput>;

/** An import that was received. */
export type Received = { readonly id: number; readonly format: string; readonly state: "draft" | "waiting" };

/**
 * Receives a document of declarations or papers of cross-border trade: its format is recognised, and it is kept whole. With `start` it is taken in as soon
 * as its turn comes, a table by the named mapping; without, it waits to be looked at. Refuses `too-large`, `unknown-format`, `mapping-needed`, `unknown-mapping`.
 */
export const receiveImport = command("declaration.lodge", receiveInput, (work, input) => receive(work, input, "declaration.lodge"));

/** Receives a table of pre-shipment reports, as `receiveImport` receives declarations. */
export const receiveReports = command("inspection-report.submit", receiveInput, (work, input) => receive(work, input, "inspection-report.submit"));

async function receive({ tx, actor, now }: Work, input: ReceiveInput, permission: string): Promise<Done<Received>> {
  const { bytes, fileName, kind, start } = input;
  if (actor.kind === "system") throw new Refusal("forbidden", "import-needs-organisation");
  if (bytes.length > IMPORT_BYTES) throw new Refusal("bad-input", "import-too-large", { limit: IMPORT_BYTES });
  const format = RECORD_FORMATS.find((one) => (kind === undefined || one.id === kind) && permissionFor(one.id) === permission && one.recognise(bytes));
  if (format === undefined)
    throw new Refusal("bad-input", "unknown-format", {}, [
      { pointer: "", code: "unknown-format", detail: "The file is none of the documents that are taken here: CSV, XLSX, or the customs messages in XML." },
    ]);
  const named = input.mapping === undefined ? undefined : await mappingNamed(tx, actor.organisation, input.mapping);
  if (start && format.needsMapping && named === undefined)
    throw new Refusal("bad-input", "mapping-needed", {}, [
      { pointer: "/mapping", code: "mapping-needed", detail: "A table is read by a saved mapping: name one, or make one on the screen." },
    ]);
  const state = start ? "waiting" : "draft";
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const [made] = await tx.insert(imports).values({
    organisationId: actor.organisation, format: format.id, fileName, sha256, bytes: bytes.length, content: bytes, state,
    mapping: named?.mapping ?? null, mappingName: named?.name ?? null, mappingVersion: named?.version ?? null,
    actor, createdBy: actorKey(actor), createdByName: actor.name, createdAt: now,
  }).returning({ id: imports.id });
  if (made === undefined) throw new Error(`the import of ${fileName} was not recorded`);
  const { id } = made;
  if (start) await queueImport(tx, id);
  return {
    result: { id, format: format.id, state },
    audit: {
      action: "import.receive",
      subject: { kind: "import", id: String(id) },
      facts: { format: format.id, fileName, sha256, bytes: bytes.length, mapping: named?.name ?? null, version: named?.version ?? null },
    },
  };
}

const startInput = z.strictObject({ id: z.int().positive(), mapping: mappingSchema.optional(), name: visibleText(100, "the mapping's name").optional() });

/**
 * Starts an import that was looked at. Of a table the mapping is kept under its name, as a new version where it changed, and goes with the
 * import. Refuses `unknown-import`, `import-started`, `mapping-needed`.
 */
export const startImport = command("declaration.lodge", startInput, begin);

/** Starts an import of pre-shipment reports that was looked at. */
export const startReports = command("inspection-report.submit", startInput, begin);

async function begin(work: Work, { id, mapping, name }: z.output<typeof startInput>): Promise<Done<{ readonly id: number }>> {
  const { tx, actor } = work;
  const row = await ownImport(tx, actor, id);
  if (row.state !== "draft") throw new Refusal("conflict", "import-started", { id });
  const kept = mapping === undefined ? undefined : await keepMapping(work, { name: name ?? row.fileName, mapping, header: await headerOf(row.content) });
  if (row.format === "declaration-table" && kept === undefined && row.mapping === null)
    throw new Refusal("bad-input", "mapping-needed", {}, [{ pointer: "/mapping", code: "mapping-needed", detail: "A table is read by a mapping of its columns." }]);
  await tx.update(imports).set({ state: "waiting", ...(kept === undefined ? {} : { mapping: kept.mapping, mappingName: kept.name, mappingVersion: kept.version }) }).where(eq(imports.id, id));
  await queueImport(tx, id);
  return { result: { id }, audit: { action: "import.start", subject: { kind: "import", id: String(id) }, facts: { mapping: kept?.name ?? row.mappingName, version: kept?.version ?? row.mappingVersion } } };
}

/** An import of the actor's own organisation, with its file. Refuses `unknown-import`. */
export async function ownImport(tx: Transaction, actor: Actor, id: number): Promise<typeof imports.$inferSelect> {
  const [row] = await tx.select().from(imports).where(eq(imports.id, id)).for("update");
  if (row === undefined || actor.kind === "system" || row.organisationId !== actor.organisation) throw new Refusal("not-found", "unknown-import", { id });
  return row;
}

/** Queues an import's turn; imports of all organisations run beside each other, each by itself. */
export async function queueImport(tx: Transaction, id: number): Promise<void> {
  await queueJob(tx, "take-import", { id }, { jobKey: `import-${id}` });
}

async function headerOf(content: Uint8Array | null): Promise<readonly string[]> {
  const read = content === null ? undefined : await readTable(content);
  return read?.ok === true ? read.table.header : [];
}

type NamedMapping = { readonly name: string; readonly version: number; readonly mapping: Mapping };

async function mappingNamed(tx: Transaction, organisationId: number, name: string): Promise<NamedMapping> {
  const [latest] = await tx
    .select({ name: importMappings.name, version: importMappings.version, mapping: importMappings.mapping })
    .from(importMappings)
    .where(and(eq(importMappings.organisationId, organisationId), eq(importMappings.name, name)))
    .orderBy(desc(importMappings.version))
    .limit(1);
  if (latest === undefined) throw new Refusal("not-found", "unknown-mapping", { name });
  return latest;
}
