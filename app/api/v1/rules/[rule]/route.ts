import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { findingsOfRule, rulesSetNow, ruleTallies, settingHistory } from "#lib/risk/queries/settings";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { getRule, LATELY_DAYS, ruleShown, settingShown } from "../../../operations/rules.ts";

export const dynamic = "force-dynamic";

const MOST = 100;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(getRule, async ({ actor, parameters }) => {
    const id = parameters["rule"] ?? "";
    const since = new Date(Date.now() - LATELY_DAYS * 86_400_000);
    const [set, tallies, history, findings] = await reading(actor, "rule.read", (tx) => Promise.all([rulesSetNow(tx), ruleTallies(tx, since), settingHistory(tx, id, MOST), findingsOfRule(tx, id, MOST)]));
    const rule = set.find((one) => one.rule.id === id);
    if (rule === undefined) throw new Refusal("not-found", "rule-unknown", { rule: id });
    const shown = findings.map(({ number, line, severity, points, setting, wording, firedAt, clearedAt }) => ({
      declaration: number,
      line,
      severity,
      points,
      setting,
      wording,
      firedAt: firedAt.toISOString(),
      clearedAt: clearedAt?.toISOString() ?? null,
    }));
    return { status: 200, body: { ...ruleShown(rule, tallies.get(id), history.find(({ state }) => state === "proposed")), settings: history.map(settingShown), findings: shown } };
  }),
);
