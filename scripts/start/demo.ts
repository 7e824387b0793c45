import postgres from "postgres";
import { migrate } from "../../db/migrate.ts";

/** A person of the demo, as the start prints it. */
export type DemoPerson = { readonly login: string; readonly password: string; readonly name: string; readonly role: string };

/**
 * "wanted": the database is empty and the demo may go in; "kept": somebody's data, or the demo, is in it. A demo that was killed
 * half-way is taken out first: nobody has worked in it, since the house opens only after its last line.
 */
export async function seedState(ownerUrl: string): Promise<"wanted" | "kept"> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    const fact = await demoFact(sql);
    if (fact === "finished") return "kept";
    if (fact === undefined) {
      const [row] = await sql<{ empty: boolean }[]>`select not exists (select from organisations) and not exists (select from people) as empty`;
      return row?.empty ? "wanted" : "kept";
    }
    console.log("The demo was interrupted while it was made; it is made anew.");
    await sql`drop schema graphile_worker, tallyhouse, public cascade`;
    await sql`create schema public`;
  } finally {
    await sql.end();
  }
  await migrate(ownerUrl);
  return "wanted";
}

/** Writes down that the demo is being made, or that it is complete. */
export async function noteDemo(ownerUrl: string, value: "started" | "finished"): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1 });
  await sql`insert into tallyhouse.house_fact (name, value) values ('demo', ${value}) on conflict (name) do update set value = excluded.value`;
  await sql.end();
}

/** The people one can sign in as, where the database holds the demo; else none. */
export async function demoPeople(ownerUrl: string): Promise<readonly DemoPerson[]> {
  const sql = postgres(ownerUrl, { max: 1 });
  const fact = await demoFact(sql);
  await sql.end();
  if (fact !== "finished") return [];
  const { DEMO_PEOPLE } = await import("../../db/seed/people.ts");
  return DEMO_PEOPLE;
}

async function demoFact(sql: postgres.Sql): Promise<string | undefined> {
  const [row] = await sql<{ value: string }[]>`select value from tallyhouse.house_fact where name = 'demo'`;
  return row?.value;
}
