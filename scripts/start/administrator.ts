import { randomBytes } from "node:crypto";
import postgres from "postgres";
import type { Connections } from "../../db/address.ts";

/** The way in to a house without people, told once. */
export type FirstAdministrator = { readonly login: string; readonly password: string };

const LOGIN = "admin";

/**
 * Makes the first administrator of a house that has no people, with a random password of 144 bits that is kept as its hash alone
 * and has to be changed before any room opens.
 * Undefined where somebody is there already. The house itself is named in the record as the one who did it.
 */
export async function firstAdministrator(urls: Connections): Promise<FirstAdministrator | undefined> {
  if (await hasPeople(urls.owner)) return undefined;
  process.env["TALLYHOUSE_DB_APP"] = urls.app;
  const [{ createPerson }, { closeConnection }] = [await import("../../lib/access/commands/person.ts"), await import("../../db/client.ts")];
  const password = randomBytes(18).toString("base64url");
  try {
    await createPerson({ kind: "system", name: "start" }, { login: LOGIN, name: "Administrator", nameZh: "系统管理员", role: "administrator", password, temporary: true });
  } finally {
    await closeConnection();
  }
  return { login: LOGIN, password };
}

async function hasPeople(ownerUrl: string): Promise<boolean> {
  const sql = postgres(ownerUrl, { max: 1 });
  const [row] = await sql<{ there: boolean }[]>`select exists (select from people) as there`;
  await sql.end();
  return row?.there === true;
}
