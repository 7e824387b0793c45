import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Transaction } from "./client.ts";

/** Rows for one table, by column name; all of them have the columns of the first. */
export type TableRows = { readonly table: string; readonly rows: readonly Readonly<Record<string, unknown>>[] };

/** Adds rows to any number of tables in one statement, so that a change that touches many is one way to the database. Identities may be given. */
export async function insertRows(tx: Pick<Transaction, "execute">, targets: readonly TableRows[]): Promise<void> {
  const parts = targets.flatMap(({ table, rows }, at) => {
    const [first] = rows;
    return first === undefined ? [] : [insertion(table, Object.keys(first), rows, at)];
  });
  const last = parts.pop();
  if (last === undefined) return;
  const before = parts.map((part, at) => sql`${sql.raw(`step_${at}`)} as (${part})`);
  await tx.execute(before.length === 0 ? last : sql`with ${sql.join(before, sql`, `)} ${last}`);
}

function insertion(table: string, columns: readonly string[], rows: TableRows["rows"], at: number): SQL {
  const named = columns.map((column) => `"${column}"`).join(", ");
  return sql`${sql.raw(`insert into "${table}" (${named}) overriding system value select ${named} from jsonb_populate_recordset(null::"${table}", `)}${JSON.stringify(rows)}${sql.raw(`::jsonb) as given_${at}`)}`;
}

/** A question to the database and what its rows come to. In its rows a bigint beyond 2^53 must be given as text. */
export type Question<Row extends object, Answer> = { readonly select: SQL; readonly read: (rows: readonly Row[]) => Answer };

/** Asks one question. */
export async function ask<Row extends object, Answer>(tx: Pick<Transaction, "execute">, question: Question<Row, Answer>): Promise<Answer> {
  return (await askTogether(tx, [question]))[0];
}

/** Asks several questions in one statement and answers each. */
export async function askTogether<const Answers extends readonly unknown[]>(tx: Pick<Transaction, "execute">, questions: { readonly [At in keyof Answers]: Question<never, Answers[At]> }): Promise<Answers> {
  const parts = questions.map(({ select }, at) => sql`(select coalesce(json_agg(${sql.raw(`asked_${at}`)}), '[]') from (${select}) ${sql.raw(`asked_${at}`)}) ${sql.raw(`answer_${at}`)}`);
  const [row] = await tx.execute(sql`select ${sql.join(parts, sql`, `)}`);
  return questions.map(({ read }, at) => read(rowsOf(row?.[`answer_${at}`]))) as unknown as Answers;
}

function rowsOf(answer: unknown): never[] {
  return (typeof answer === "string" ? JSON.parse(answer) : answer) as never[];
}
