import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { putSource } from "#lib/feeds/commands/sources";
import { sourceByCode } from "#lib/feeds/queries/sources";
import { addressed } from "../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { getSource, putSource as operation, sourceShown } from "../../../operations/sources.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, parameters, body, expectedVersion }) => {
    const { created, code, version } = await putSource(actor, addressed(body, { code: parameters["code"], expectedVersion }));
    return { status: created ? 201 : 200, body: (await shown(actor, code)).body, version, ...(created ? { location: `/api/v1/sources/${code}` } : {}) };
  }),
  serve(getSource, async ({ actor, parameters }) => ({ status: 200, ...(await shown(actor, parameters["code"] ?? "")) })),
);

async function shown(actor: Actor, code: string) {
  const now = new Date();
  const record = await reading(actor, "source.read", (tx) => sourceByCode(tx, code, now));
  if (record === undefined) throw new Refusal("not-found", "source-unknown", { code });
  return { body: sourceShown(record, now), version: record.version };
}
