import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Transaction } from "./client.ts";

/** For each member of a row, the SQL expression it is read by, with what makes it of what JSON has (dates and instants are texts there). A bigint that may be beyond 2^53 is read as text. */
export type RowColumns<Row> = { readonly [Name in keyof Row]: string | readonly [expression: string, made: (value: never) => Row[Name]] };

type Column = { readonly name: string; readonly expression: string; readonly made: ((value: never) => unknown) | undefined };

/** The values of each column, one list each. */
export type Lists<Row> = { readonly [Name in keyof Row]: readonly Row[Name][] };

/** A row as it is put together out of lists, which know no bounds. */
type Picked<Row> = { readonly [Name in keyof Row]: Row[Name] | undefined };

/** The columns of many rows as they were read, and how many rows there are. */
export type ReadLists<Row> = { readonly lists: Lists<Row>; readonly count: number };

/**
 * Rows read as one list of values for each column, so that a block of thousands costs a tenth of what it does row by row. `pick` puts the row of an index
 * together; where rows are many, one that names every member is ten times as fast as none.
 */
export async function readRows<Row extends object>(tx: Pick<Transaction, "execute">, columns: RowColumns<Row>, from: SQL, pick?: (lists: Lists<Row>, at: number) => Picked<Row>): Promise<Row[]> {
  const read = await readLists(tx, columns, from);
  return pick === undefined ? assembled(read) : pickRows(read, pick);
}

/** Rows read as one list of values for each column, left so. */
export async function readLists<Row extends object>(tx: Pick<Transaction, "execute">, columns: RowColumns<Row>, from: SQL): Promise<ReadLists<Row>> {
  const given = Object.entries<string | readonly [string, (value: never) => unknown]>(columns).map(([name, column]): Column =>
    typeof column === "string" ? { name, expression: column, made: undefined } : { name, expression: column[0], made: column[1] },
  );
  const [read] = await tx.execute(sql`select ${sql.raw(given.map(({ expression }, at) => `json_agg(${expression}) as c${at}`).join(", "))} ${from}`);
  const values = given.map(({ name, made }, at): [string, readonly unknown[]] => {
    const list = listOf(read?.[`c${at}`]);
    return [name, made === undefined ? list : list.map((value) => made(value as never))];
  });
  return { lists: Object.fromEntries(values) as Lists<Row>, count: values[0]?.[1].length ?? 0 };
}

/** Rows put together out of lists, each by its index. */
export function pickRows<Row extends object, Read extends object>({ lists, count }: ReadLists<Read>, pick: (lists: Lists<Read>, at: number) => Picked<Row>): Row[] {
  const rows: Picked<Row>[] = [];
  for (let at = 0; at < count; at++) rows.push(pick(lists, at));
  return rows as Row[];
}

function assembled<Row extends object>({ lists, count }: ReadLists<Row>): Row[] {
  const columns = Object.entries<readonly unknown[]>(lists);
  const rows: Record<string, unknown>[] = [];
  for (let at = 0; at < count; at++) {
    const row: Record<string, unknown> = {};
    for (const [name, list] of columns) row[name] = list[at];
    rows.push(row);
  }
  return rows as Row[];
}

/** A text of digits as a bigint. */
export function asBigint(text: string): bigint;
export function asBigint(text: string | null): bigint | null;
export function asBigint(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}

/** A column of instants, read as seconds since 1970: a tenth of what texts cost to write and to read. It holds no infinity. */
export function instant(column: string): readonly [expression: string, made: (seconds: number) => Date] {
  return [`date_part('epoch', ${column})`, instantAt];
}

/** Whole milliseconds of what was recorded in microseconds. */
function instantAt(seconds: number): Date {
  return new Date(Math.floor(seconds * 1000 + 0.0005));
}

function listOf(answer: unknown): readonly unknown[] {
  const list: unknown = typeof answer === "string" ? JSON.parse(answer) : answer;
  return Array.isArray(list) ? list : [];
}

/** Numbers as an expression that stands for a list of them, in a statement that stays the same however many they are. */
export function idList(ids: readonly number[]): SQL {
  return sql`(${`{${ids.join(",")}}`}::text::bigint[])`;
}

/** Texts as an expression that stands for a list of them. */
export function textsList(texts: readonly string[]): SQL {
  return sql`(select array(select json_array_elements_text(${JSON.stringify(texts)}::text::json)))`;
}

/** Fewer ids are looked up one by one. */
const LEAST_STRETCH = 1000;

/** That a column is one of some ids: told by their first and last where they are all of a stretch, in order. */
export function isOneOf(column: string, ids: readonly number[]): SQL {
  const [first, last] = [ids[0], ids.at(-1)];
  const stretches = first !== undefined && last !== undefined && ids.length >= LEAST_STRETCH && last - first === ids.length - 1 && ids.every((id, at) => id === first + at);
  return stretches ? sql`${sql.raw(column)} between ${first}::bigint and ${last}::bigint` : sql`${sql.raw(column)} = any${idList(ids)}`;
}
