import postgres from "postgres";

const LOCK_CLASS = 418_322;
const SETTLE = "3 seconds";

/**
 * Gives back the jobs of workers that were killed. A worker holds an advisory lock under its id for as long as it lives; the database
 * drops it with the connection, so a job locked by an id nobody holds is free again within seconds, and not after four hours.
 */
export class Presence {
  private readonly sql: postgres.Sql;
  private readonly id: string;
  private readonly round: NodeJS.Timeout;

  constructor(ownerUrl: string, id: string) {
    this.sql = postgres(ownerUrl, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => undefined, connection: { application_name: "tallyhouse-presence" } });
    this.id = id;
    this.round = setInterval(() => void this.sweep().catch(report), 5000);
    void this.sweep().catch(report);
  }

  /** Holds the own lock (again, should the connection have been lost) and frees what the dead hold. */
  async sweep(): Promise<void> {
    await this.sql`select pg_try_advisory_lock(${LOCK_CLASS}, hashtext(${this.id}))
      where not exists (select from pg_locks where locktype = 'advisory' and classid = ${LOCK_CLASS} and objid = (hashtext(${this.id})::bigint & 4294967295)::oid and pid = pg_backend_pid())`;
    const freed = await this.sql<{ id: string }[]>`select distinct locked_by as id from graphile_worker.jobs
      where locked_by <> ${this.id} and locked_at < now() - ${SETTLE}::interval
        and not exists (select from pg_locks where locktype = 'advisory' and classid = ${LOCK_CLASS} and objid = (hashtext(locked_by)::bigint & 4294967295)::oid
          and database = (select oid from pg_database where datname = current_database()))`;
    if (freed.length > 0) await this.sql`select graphile_worker.force_unlock_workers(${freed.map((worker) => worker.id)}::text[])`;
  }

  /** Ends the watch and lets the lock go. */
  async end(): Promise<void> {
    clearInterval(this.round);
    await this.sql.end({ timeout: 2 });
  }
}

function report(error: unknown): void {
  console.error("The worker could not look for abandoned jobs:", error instanceof Error ? error.message : error);
}
