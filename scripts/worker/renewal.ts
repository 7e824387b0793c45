import type postgres from "postgres";
import { RULES } from "../../lib/risk/rules/registry.ts";

const QUEUE = "renewal";

/** The rules this program assesses by, each with its version, as one text. */
const RULE_SET = RULES.map((rule) => `${rule.id} ${rule.version}`).toSorted().join(", ");

/**
 * Notes the rules of this program in the database; true where it knew others, or none. Of several processes that begin at once one alone is
 * told so.
 */
export async function noteRules(owner: postgres.ISql): Promise<boolean> {
  const noted = await owner`
    insert into tallyhouse.house_fact as fact (name, value) values ('rules', ${RULE_SET})
    on conflict (name) do update set value = excluded.value where fact.value <> excluded.value returning name`;
  return noted.length > 0;
}

/**
 * After an upgrade, what is open is assessed by the rules of this program, once what they compare with is reckoned: one job after the other,
 * in a queue of their own. Nothing is queued where the rules are those of before.
 */
export async function renew(owner: postgres.Sql): Promise<void> {
  await owner.begin(async (tx) => {
    if (!(await noteRules(tx))) return;
    await tx`select graphile_worker.add_job('refresh-goods', '{"whole":true}', queue_name => ${QUEUE}, job_key => 'renewal-goods')`;
    await tx`select graphile_worker.add_job('reassess-all', '{"cause":"program","open":true}', queue_name => ${QUEUE}, job_key => 'reassess-all')`;
  });
}
