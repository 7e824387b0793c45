import { and, between, eq, inArray, notInArray, sql } from "drizzle-orm";
import { z } from "zod";
import { people } from "#db/schema/access";
import { duties } from "#db/schema/selection";
import { mayRole } from "#lib/access/permission";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { addDays, dateIn, datesBetween, daysBetween, plainDate } from "#lib/measures/period";
import { officerOf } from "../officer.ts";

/** A duty list may be made for so many days at once. */
export const MOST_DAYS = 31;

const day = z.string().transform((text, context) => {
  const read = plainDate(text);
  if (read !== undefined) return read;
  context.addIssue({ code: "custom", message: "a date is YYYY-MM-DD", params: { code: "bad-date" } });
  return z.NEVER;
});

/** Who is on duty at an office, for the days from `from` to `to`, both in it; those who are not named are off duty. */
export const dutyInput = z
  .strictObject({ office: z.string().min(1).max(20), from: day, to: day, people: z.array(z.strictObject({ person: z.int().positive(), examinations: z.int().min(1).max(200) })).max(500) })
  .refine(({ from, to }) => to >= from && daysBetween(from, to) < MOST_DAYS, { path: ["to"], message: `from one day to ${MOST_DAYS}`, params: { code: "bad-days" } });

/**
 * Sets the duty list of an office; what was examined or drawn before stays. Refusals: `past-day`, `unknown-person` for somebody who examines
 * nothing or is disabled, `other-office` for somebody of another one.
 */
export const setDuty = command("selection.manage", dutyInput, async ({ tx, actor, now }, { office, from, to, people: named }) => {
  const officer = officerOf(actor);
  if (from < dateIn(now)) throw new Refusal("unprocessable", "past-day", { day: from });
  const ids = [...new Set(named.map(({ person }) => person))];
  const known = new Map((ids.length === 0 ? [] : await tx.select().from(people).where(inArray(people.id, ids))).map((person) => [person.id, person]));
  for (const id of ids) {
    const person = known.get(id);
    if (person === undefined || person.disabledAt !== null || !mayRole(person.role, "examination.report")) throw new Refusal("unprocessable", "unknown-person", { id });
    if (person.officeCode !== office) throw new Refusal("forbidden", "other-office", { office, own: person.officeCode ?? "" });
  }
  const days = datesBetween(from, addDays(to, 1));
  const values = days.flatMap((one) =>
    [...new Map(named.map((person) => [person.person, person])).values()].map(({ person, examinations }) => ({
      officeCode: office,
      day: one,
      personId: person,
      personName: known.get(person)?.name ?? "",
      personNameZh: known.get(person)?.nameZh ?? "",
      onDuty: true,
      examinations,
      setByName: officer.name,
      setAt: now,
    })),
  );
  await tx
    .update(duties)
    .set({ onDuty: false, setByName: officer.name, setAt: now })
    .where(and(eq(duties.officeCode, office), between(duties.day, from, to), ids.length === 0 ? undefined : notInArray(duties.personId, ids)));
  if (values.length > 0)
    await tx
      .insert(duties)
      .values(values)
      .onConflictDoUpdate({
        target: [duties.officeCode, duties.day, duties.personId],
        set: { onDuty: true, examinations: sql`excluded.examinations`, setByName: officer.name, setAt: now },
      });
  return { result: { office, days: days.length, people: ids.length }, audit: { action: "duty.set", subject: { kind: "selection", id: office }, facts: { from, to, people: named } } };
});
