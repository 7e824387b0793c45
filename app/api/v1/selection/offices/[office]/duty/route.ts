import { reading } from "#lib/audit/command";
import { dateIn, plainDate } from "#lib/measures/period";
import { setDuty } from "#lib/triage/commands/duty";
import { dutyList } from "#lib/triage/queries/selection";
import { addressed } from "../../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../../kernel/endpoint.ts";
import { getDuty, putDuty } from "../../../../../operations/selection.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(getDuty, async ({ actor, parameters, query }) => {
    const [office, day] = [parameters["office"] ?? "", plainDate(query.day ?? "") ?? dateIn(new Date())];
    const list = await reading(actor, "selection.read", (tx) => dutyList(tx, office, day));
    return { status: 200, body: { office, day, people: list.flatMap(({ person, name, nameZh, limit, assigned }) => (limit === null ? [] : [{ person, name, nameZh, examinations: limit, assigned }])) } };
  }),
  serve(putDuty, async ({ actor, parameters, body }) => ({ status: 200, body: await setDuty(actor, addressed(body, { office: parameters["office"] })) })),
);
