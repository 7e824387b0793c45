import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { alerts } from "#db/schema/notices";
import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { demandVersion } from "#lib/access/version";
import { command, reading, writeEntries } from "#lib/audit/command";
import { judged, passedWords } from "#lib/notices/alert";
import { alertInput, type AlertInput } from "#lib/notices/alertInput";
import { calledWords } from "#lib/notices/commands/seconding";
import { tellAudience } from "#lib/notices/commands/telling";
import type { Told } from "#lib/notices/notice";
import type { AlertRow } from "#lib/notices/queries";
import { figureOf, listOfFigure } from "../figure.ts";
import { figureNow, spanOf } from "../queries/figures.ts";

const WORKER: Actor = { kind: "system", name: "alerts" };

/**
 * Writes an alert: a new one, or one that is there, changed. Throws Refusal: `unknown-alert`, `changed-meanwhile`, `unknown-figure`, `figure-takes-not` where the
 * figure cannot be narrowed so, `nobody-told` where it is for nobody.
 */
export const putAlert = command("alert.manage", alertInput, async ({ tx, actor, now }, input) => {
  const { id, expectedVersion, ...written } = input;
  demandFigure(written);
  const { roles, people, webhooks } = written.audience;
  if (roles.length + people.length + webhooks.length === 0) throw new Refusal("unprocessable", "nobody-told");
  const columns = {
    nameEn: written.name.en,
    nameZh: written.name.zh,
    figure: written.figure,
    filter: written.filter,
    comparison: written.comparison,
    value: written.value,
    audience: written.audience,
    coolDownMinutes: written.coolDownMinutes,
    on: written.on,
    writtenByName: actor.name,
    writtenAt: now,
  };
  const before = id === undefined ? undefined : await standing(tx, id);
  if (before !== undefined) demandVersion(expectedVersion, before.version);
  const rows =
    before === undefined
      ? await tx.insert(alerts).values(columns).returning()
      : await tx
          .update(alerts)
          .set({ ...columns, version: before.version + 1, lastToldAt: null, passed: false })
          .where(eq(alerts.id, before.id))
          .returning();
  const [row] = rows;
  if (row === undefined) throw new Error("the alert was not written");
  return {
    result: { id: row.id, version: row.version, created: before === undefined },
    audit: { action: before === undefined ? "alert.add" : "alert.change", subject: { kind: "alert", id: String(row.id) }, facts: { ...written } },
  };
});

const numbered = z.strictObject({ id: z.int().positive() });

/** Takes an alert out. Taking it out twice is refused: `unknown-alert`. */
export const removeAlert = command("alert.manage", numbered, async ({ tx, now }, { id }) => {
  await standing(tx, id);
  await tx.update(alerts).set({ removedAt: now, on: false }).where(eq(alerts.id, id));
  return { result: { id }, audit: { action: "alert.remove", subject: { kind: "alert", id: String(id) } } };
});

/** Tells an alert's audience now, by every way it has, with the figure as it stands, and says that it is a trial. Throws Refusal `unknown-alert`. */
export const tryAlert = command("alert.manage", numbered, async ({ tx, actor, now }, { id }) => {
  const row = await standing(tx, id);
  const figure = await figureOfAlert(tx, row, now);
  const [words, by] = [saidOf(row, figure), await calledWords(tx, actor)];
  const told: Told = {
    kind: "trial",
    title: { en: `Trial: ${row.nameEn}`, zh: `试发：${row.nameZh}` },
    body: { en: `${by.en} tries this alert. ${words.en}`, zh: `${by.zh}试发此预警。${words.zh}` },
    href: listOf(row, now),
  };
  const sent = await tellAudience(tx, told, row.audience, now, { alertId: id, value: figure });
  return { result: { ...sent, figure: Number.isNaN(figure) ? null : figure }, audit: { action: "alert.try", subject: { kind: "alert", id: String(id) }, facts: { ...sent } } };
});

/** Task `watch-alerts`, every minute: holds each alert that is on against its figure, and tells what passed its threshold. One that cannot be read is noted, and stops no other. */
export async function watchAlerts(now: Date = new Date()): Promise<{ readonly looked: number; readonly told: number }> {
  const on = await reading(WORKER, "system.run", (tx) => tx.select({ id: alerts.id }).from(alerts).where(and(eq(alerts.on, true), isNull(alerts.removedAt))));
  let told = 0;
  for (const { id } of on) {
    try {
      if (await looked(id, now)) told++;
    } catch (error) {
      console.error(`alert ${id} could not be looked at:`, error);
      await reading(WORKER, "system.run", (tx) => tx.update(alerts).set({ lastLookedAt: now, problem: error instanceof Refusal ? error.code : "unexpected" }).where(eq(alerts.id, id)));
    }
  }
  return { looked: on.length, told };
}

/** Looks at one alert in a transaction of its own; what is told has its audit entry, what is only looked at has none. */
async function looked(id: number, now: Date): Promise<boolean> {
  return reading(WORKER, "system.run", async (tx) => {
    const [row] = await tx.select().from(alerts).where(and(eq(alerts.id, id), eq(alerts.on, true), isNull(alerts.removedAt))).for("update");
    if (row === undefined) return false;
    const figure = await figureOfAlert(tx, row, now);
    const { passed, tell } = judged(row, figure, now);
    await tx.update(alerts).set({ lastValue: Number.isNaN(figure) ? null : figure, lastLookedAt: now, passed, problem: null, ...(tell ? { lastToldAt: now } : {}) }).where(eq(alerts.id, id));
    if (!tell) return false;
    const sent = await tellAudience(tx, { kind: "alert", title: { en: row.nameEn, zh: row.nameZh }, body: saidOf(row, figure), href: listOf(row, now) }, row.audience, now, { alertId: id, value: figure });
    await writeEntries(tx, WORKER, now, [{ action: "alert.tell", subject: { kind: "alert", id: String(id) }, facts: { figure, ...sent } }]);
    return true;
  });
}

async function standing(tx: Transaction, id: number): Promise<AlertRow> {
  const [row] = await tx.select().from(alerts).where(and(eq(alerts.id, id), isNull(alerts.removedAt))).for("update");
  if (row === undefined) throw new Refusal("not-found", "unknown-alert", { id });
  return row;
}

function demandFigure({ figure: name, filter }: Pick<AlertInput, "figure" | "filter">): void {
  const figure = figureOf(name);
  if (figure === undefined) throw new Refusal("unprocessable", "unknown-figure", { name });
  const wrong = Object.keys(filter).find((key) => !(figure.takes as readonly string[]).includes(key));
  if (wrong !== undefined) throw new Refusal("unprocessable", "figure-takes-not", { figure: name, by: wrong });
}

/** The list behind the figure that an alert watches, as it is when it is told. */
function listOf({ figure: name, filter }: AlertRow, now: Date): string {
  const figure = figureOf(name);
  return figure === undefined ? "/alerts" : listOfFigure(figure, filter, spanOf(filter, now));
}

async function figureOfAlert(tx: Transaction, { figure: name, filter }: AlertRow, now: Date): Promise<number> {
  const figure = figureOf(name);
  if (figure === undefined) throw new Refusal("unprocessable", "unknown-figure", { name });
  return figureNow(tx, figure.name, filter, now);
}

function saidOf(row: AlertRow, figure: number): Told["body"] {
  if (Number.isNaN(figure)) return { en: "There is nothing to take a share of.", zh: "暂无可计算比例的数据。" };
  return passedWords(row, figure, figureOf(row.figure)?.unit ?? "declarations");
}
