import type { Transaction } from "#db/client";
import { tellColleagues } from "#lib/notices/commands/telling";
import type { CaseRow } from "./held.ts";

const SHOWN = 300;
const hrefOf = ({ number }: CaseRow): string => `/cases/${encodeURIComponent(number)}`;

/** Tells those whom a note mentions, with what it says. */
export async function tellMentioned(tx: Transaction, row: CaseRow, by: number, to: readonly number[], text: string, now: Date): Promise<void> {
  const said = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  await tellColleagues(
    tx,
    by,
    to,
    (name) => ({
      kind: "mentioned",
      title: { en: `${name.en} mentioned you in case ${row.number}`, zh: `${name.zh}在案件 ${row.number} 中提到您` },
      body: { en: said, zh: said },
      href: hrefOf(row),
    }),
    now,
  );
}

/** Tells who is to do a task, and until when. */
export async function tellTask(tx: Transaction, row: CaseRow, by: number, to: number, task: { readonly title: string; readonly dueOn: string | null }, now: Date): Promise<void> {
  const due = task.dueOn === null ? { en: "", zh: "" } : { en: `, due ${task.dueOn}`, zh: `（${task.dueOn} 前）` };
  await tellColleagues(
    tx,
    by,
    [to],
    (name) => ({
      kind: "given",
      title: { en: `${name.en} gave you a task in case ${row.number}`, zh: `${name.zh}在案件 ${row.number} 中交给您一项任务` },
      body: { en: `${task.title}${due.en}`, zh: `${task.title}${due.zh}` },
      href: hrefOf(row),
    }),
    now,
  );
}

/** Tells who has a case from now on. */
export async function tellGiven(tx: Transaction, row: CaseRow, by: number, to: number, now: Date): Promise<void> {
  await tellColleagues(
    tx,
    by,
    [to],
    (name) => ({
      kind: "given",
      title: { en: `${name.en} gave you case ${row.number}`, zh: `${name.zh}将案件 ${row.number} 交您承办` },
      body: { en: row.title, zh: row.title },
      href: hrefOf(row),
    }),
    now,
  );
}
