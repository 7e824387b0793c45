/** Two ways into one database: `owner` changes the schema and runs the job queue; `app` owns nothing and is held by row-level security. Postgres URLs. */
export type Connections = { readonly owner: string; readonly app: string };

/** The application's way into the database: handed down by the start or a script, or an outside DATABASE_URL. Throws when there is neither. */
export function applicationUrl(env: NodeJS.ProcessEnv): string {
  if (env["TALLYHOUSE_DB_APP"]) return env["TALLYHOUSE_DB_APP"];
  if (env["DATABASE_URL"]) return outsideUrls(env["DATABASE_URL"]).app;
  throw new Error("This process was given no database. Start it with `npm start`, or set DATABASE_URL.");
}

/**
 * An outside Postgres: the URL's user owns the schema, and the application takes the role `tallyhouse_app` when it connects. Tables without a
 * schema are those of `public`, also for a user called like one of the house's own schemas, whose tables Postgres would look for there first.
 */
export function outsideUrls(url: string): Connections {
  const owner = URL.parse(url);
  if (!owner || !/^postgres(ql)?:$/.test(owner.protocol)) throw new Error("DATABASE_URL is not a Postgres URL: postgres://user:password@host:5432/database");
  owner.searchParams.set("options", `${owner.searchParams.get("options") ?? ""} -c search_path=public`.trim());
  const app = new URL(owner);
  app.searchParams.set("role", "tallyhouse_app");
  return { owner: owner.href, app: app.href };
}

/** The same server and role, in another of its databases. */
export function inDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

/** The name of the database a URL leads to. */
export const databaseOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));
