import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { lineAnswers } from "#db/schema/capacity";
import { declarationLines } from "#db/schema/consignments";
import { products } from "#db/schema/parties";
import { findings } from "#db/schema/risk";
import { triageDecisions } from "#db/schema/triage";
import type { Actor } from "#lib/access/actor";
import { calledInChinese } from "#lib/access/called";
import { namesFor } from "#lib/access/queries";
import { titlesOf } from "#lib/risk/queries/titles";
import type { Peeked } from "../peeked.ts";
import { deskRow } from "./desk.ts";

const MOST = 50;

/** One consignment as the desk shows it beside the table, in one language: at most fifty findings and lines. Refuses with `unknown-consignment`. */
export async function peekAt(tx: Transaction, number: string, actor: Actor, locale: "en" | "zh-CN"): Promise<Peeked> {
  const row = await deskRow(tx, number, actor, locale);
  const found = await tx.select().from(findings).where(and(eq(findings.declarationId, row.id), isNull(findings.clearedAt))).orderBy(desc(findings.points), asc(findings.id)).limit(MOST);
  const decided = await tx.select().from(triageDecisions).where(eq(triageDecisions.declarationId, row.id)).orderBy(desc(triageDecisions.id)).limit(MOST);
  const titles = await titlesOf(tx, found.map(({ rule }) => rule));
  const titleOf = (rule: string) => {
    const name = titles.find((one) => one.rule === rule)?.name;
    return name === undefined ? rule : locale === "en" ? name.en : name.zh;
  };
  return {
    row,
    findings: found.map((one) => ({ id: one.id, rule: one.rule, title: titleOf(one.rule), severity: one.severity, points: one.points, sentence: locale === "en" ? one.wording.en : one.wording.zh, lineNo: one.lineNo })),
    lines: await linesOf(tx, row.id, locale),
    decisions: calledInChinese(decided, await namesFor(tx, locale)).map((one) => ({
      decision: one.decision,
      reason: one.reason,
      note: one.note,
      by: one.decidedByName,
      byId: one.decidedBy,
      at: one.at.toISOString(),
      to: one.toStatus,
      secondedBy: one.secondedByName,
      waits: one.needsSecond && one.secondedBy === null && !one.declined && one.undoneAt === null,
      undone: one.undoneAt !== null,
    })),
  };
}

async function linesOf(tx: Transaction, declarationId: number, locale: "en" | "zh-CN"): Promise<Peeked["lines"]> {
  const line = declarationLines;
  const answered = and(eq(lineAnswers.declarationId, line.declarationId), eq(lineAnswers.revision, line.revision), eq(lineAnswers.no, line.no));
  const found = await tx
    .select({ no: line.no, gtin: line.gtin, nameEn: products.nameEn, nameZh: products.nameZh, value: line.quantityValue, unit: line.quantityUnit, lots: line.lots, verdict: line.verdict, answer: lineAnswers.answer })
    .from(line)
    .leftJoin(products, eq(products.gtin, line.gtin))
    .leftJoin(lineAnswers, answered)
    .where(eq(line.declarationId, declarationId))
    .orderBy(asc(line.no))
    .limit(MOST);
  return found.map((one) => ({ no: one.no, goods: (locale === "en" ? one.nameEn : one.nameZh) ?? one.gtin, quantity: `${one.value} ${one.unit}`, lots: one.lots, verdict: one.verdict, answer: one.answer }));
}
