import { and, desc, eq, inArray, or } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import { declarations } from "#db/schema/consignments";
import { tradePapers } from "#db/schema/lodging";
import { Refusal } from "#lib/access/refusal";
import { asHouse, command, reading } from "#lib/audit/command";
import { PAPER_KINDS } from "#lib/consignments/tradePaper";
import type { PaperBody, PaperKind } from "#lib/consignments/tradePaper";
import type { DeclarationDraft } from "#lib/feeds/record";
import { hashOf } from "#lib/parties/body";
import { returnDraft } from "../refund.ts";
import type { Refund } from "../refund.ts";
import { lodgeDrafts, standingBody } from "./import-declarations.ts";
import type { Drafted } from "./import-declarations.ts";
import { refusedRow } from "./import-rows.ts";
import type { Settled, Turn, WaitingRow } from "./import-rows.ts";

type Sent = { readonly kind: PaperKind; readonly number: string; readonly body: PaperBody; readonly declarationNumber: string | null };

/**
 * Takes in papers of cross-border trade: orders, payments and waybills are kept; a list is kept and lodged as the declaration it is; a
 * return is lodged as one that takes back what it names of its list. Declarations whose papers came to be known are assessed again.
 */
export async function takePapers(turn: Turn, rows: readonly WaitingRow[]): Promise<Settled[]> {
  if (rows.length === 0) return [];
  const sent = rows.flatMap((row): (Sent & { readonly no: number })[] => {
    if (row.kind === "return" || row.number === null || !isPaper(row.kind)) return [];
    const { declaration, ...body } = row.value as PaperBody & { readonly declaration?: DeclarationDraft };
    return [{ no: row.no, kind: row.kind, number: row.number, body, declarationNumber: row.kind !== "list" ? null : typeof declaration?.number === "string" ? declaration.number : row.number }];
  });
  const fresh = new Set(await keepPapers(turn.actor, { papers: sent }));
  const lists = rows.filter(({ kind }) => kind === "list").map((row): Drafted => ({ row, draft: (row.value as { readonly declaration: DeclarationDraft }).declaration }));
  return [
    ...sent
      .filter(({ kind }) => kind !== "list")
      .map(({ no, kind, number }): Settled => ({
        no,
        state: fresh.has(`${kind}/${number}`) ? "taken" : "repeated",
        revision: null,
        answers: [],
        problems: rows.find((row) => row.no === no)?.readProblems ?? [],
      })),
    ...(await lodgeDrafts(turn, lists)),
    ...(await takeReturns(turn, rows.filter(({ kind }) => kind === "return"))),
  ];
}

const isPaper = (kind: string): kind is PaperKind => (PAPER_KINDS as readonly string[]).includes(kind);

const papersInput = z.object({ papers: z.custom<readonly Sent[]>(Array.isArray) });

/** Keeps papers of the actor's organisation, and has the declarations they belong to assessed again. Answers which were not known before, as `kind/number`. */
const keepPapers = command("declaration.lodge", papersInput, async ({ tx, actor, now }, { papers }) => {
  if (actor.kind === "system") throw new Refusal("forbidden", "import-needs-organisation");
  const rows = papers.map(({ kind, number, body, declarationNumber }) => ({
    organisationId: actor.organisation,
    kind,
    number,
    body,
    declarationNumber,
    platform: body.platform ?? null,
    orderNo: body.orderNo ?? null,
    logisticsNo: body.logisticsNo ?? null,
    bodyHash: hashOf(body),
    recordedAt: now,
  }));
  const made =
    rows.length === 0
      ? []
      : await tx
          .insert(tradePapers)
          .values(rows)
          .onConflictDoNothing()
          .returning({ kind: tradePapers.kind, number: tradePapers.number, orderNo: tradePapers.orderNo, logisticsNo: tradePapers.logisticsNo });
  const concerned = await asHouse(tx, () => declarationsOf(tx, made.filter(({ kind }) => kind !== "list")));
  if (concerned.length > 0) await queueJob(tx, "assess", { declarations: concerned, cause: "paper-known" });
  const result = made.map(({ kind, number }) => `${kind}/${number}`);
  return { result, audit: { action: "trade-papers.keep", subject: { kind: "trade-papers", id: `${papers.length}` }, facts: { kept: result, declarations: concerned.length } } };
});

/** The declarations of lists that go by an order or a waybill. */
async function declarationsOf(tx: Transaction, papers: readonly { readonly orderNo: string | null; readonly logisticsNo: string | null }[]): Promise<number[]> {
  const [orders, waybills] = [papers.flatMap(({ orderNo }) => orderNo ?? []), papers.flatMap(({ logisticsNo }) => logisticsNo ?? [])];
  if (orders.length + waybills.length === 0) return [];
  const rows = await tx
    .selectDistinct({ id: declarations.id })
    .from(tradePapers)
    .innerJoin(declarations, eq(declarations.number, tradePapers.declarationNumber))
    .where(and(eq(tradePapers.kind, "list"), or(inArray(tradePapers.orderNo, orders), inArray(tradePapers.logisticsNo, waybills))));
  return rows.map(({ id }) => id);
}

async function takeReturns(turn: Turn, rows: readonly WaitingRow[]): Promise<Settled[]> {
  const settled: Settled[] = [];
  for (const row of rows) {
    const refund = row.value as Refund;
    const original = await originalOf(turn, refund);
    const made = returnDraft(refund, original, row.pointer);
    settled.push(...(made.ok ? await lodgeDrafts(turn, [{ row, draft: made.draft }]) : [refusedRow(row, made.problems)]));
  }
  return settled;
}

/** The declaration that a return takes from: by its number, else by the order of its list. */
async function originalOf({ actor }: Turn, { listNo, orderNo }: Refund): ReturnType<typeof standingBody> {
  const direct = listNo === undefined ? undefined : await standingBody(actor, listNo);
  if (direct !== undefined || orderNo === undefined) return direct;
  const [list] = await reading(actor, "declaration.lodge", (tx) =>
    tx
      .select({ number: tradePapers.declarationNumber })
      .from(tradePapers)
      .where(and(eq(tradePapers.kind, "list"), eq(tradePapers.orderNo, orderNo)))
      .orderBy(desc(tradePapers.id))
      .limit(1),
  );
  return list?.number == null ? undefined : standingBody(actor, list.number);
}
