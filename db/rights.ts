import postgres from "postgres";

const OLDEST_MAJOR = 15;

type Server = {
  readonly version: string;
  readonly number: number;
  readonly encoding: string;
  readonly name: string;
  readonly database: string;
  readonly schemas: boolean;
  readonly tables: boolean;
};

/**
 * Throws a sentence, with what an administrator of that Postgres has to do, where the server is too old, its database is not UTF-8, or the
 * user of the connection lacks a right that the schema's owner needs.
 */
export async function demandServer(sql: postgres.Sql): Promise<void> {
  const [server] = await sql<Server[]>`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number, current_setting('server_encoding') as encoding,
      current_user as name, current_database() as database,
      has_database_privilege(current_database(), 'create') or exists (select from pg_namespace where nspname = 'graphile_worker' and pg_has_role(nspowner, 'usage')) as schemas,
      coalesce(has_schema_privilege(to_regnamespace('public'), 'create'), false) as tables`;
  if (!server) return;
  const { version, number, encoding, database, schemas, tables } = server;
  const who = quoted(server.name);
  if (Math.floor(number / 10_000) < OLDEST_MAJOR) throw new Error(`This database server is Postgres ${version}. Tallyhouse needs Postgres ${OLDEST_MAJOR} or later.`);
  if (encoding !== "UTF8") throw new Error(`The database ${database} is kept in ${encoding}. Make one in UTF-8: create database ${quoted(database)} encoding 'UTF8' template template0 owner ${who};`);
  if (schemas && tables) return;
  throw new Error(
    `The database user ${server.name} may not make schemas and tables in the database ${database}. Have an administrator of that Postgres make it the owner: ` +
      `alter database ${quoted(database)} owner to ${who}; or, where another owner has to stay: grant create on database ${quoted(database)} to ${who}; grant usage, create on schema public to ${who};`,
  );
}

/** Makes the role the application runs as, and takes it; throws the statements an administrator has to run where the user may not. */
export async function makeRole(sql: postgres.Sql): Promise<void> {
  const [{ there } = { there: false }] = await sql<{ there: boolean }[]>`select exists (select from pg_roles where rolname = 'tallyhouse_app') as there`;
  if (there && (await takes(sql)) === undefined) return;
  try {
    await sql.begin(async (tx) => {
      if (!there) await tx`create role tallyhouse_app nologin`;
      await tx`grant tallyhouse_app to current_user${tx.unsafe(await taking(tx))}`;
    });
  } catch (error) {
    throw await lacking(sql, there, error as Error);
  }
  const refused = await takes(sql);
  if (refused) throw await lacking(sql, true, refused);
}

/** Since Postgres 16 a membership may have been granted without the right to take the role; granting it again plainly leaves that as it is. */
async function taking(sql: postgres.ISql): Promise<string> {
  const [server] = await sql<{ number: number }[]>`select current_setting('server_version_num')::int as number`;
  return (server?.number ?? 0) >= 160_000 ? " with set true" : "";
}

/** What stands against working as the application's role. Being a member is not enough. */
async function takes(sql: postgres.Sql): Promise<Error | undefined> {
  try {
    await sql.begin((tx) => tx`set local role tallyhouse_app`);
    return undefined;
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code === "42501") return error;
    throw error;
  }
}

async function lacking(sql: postgres.Sql, there: boolean, cause: Error): Promise<Error> {
  const grant = `grant tallyhouse_app to ${quoted(sql.options.user)}${await taking(sql)};`;
  const why = there ? "may not take the role the application runs as" : "may not make the role the application runs as";
  return new Error(`This database user ${why}. Have an administrator of that Postgres run: ${there ? "" : "create role tallyhouse_app nologin; "}${grant} (${cause.message})`, { cause });
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
