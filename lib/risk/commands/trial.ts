import type { Transaction } from "#db/client";
import { Refusal } from "#lib/access/refusal";
import type { Context } from "../assess.ts";
import { withModel, withRule, type Trial, type Variation } from "../backtest.ts";
import { modelById, readyModel } from "../queries/models.ts";
import { profileRule } from "../queries/profiles.ts";
import { ruleOf } from "./bounds.ts";

/** A variation put into the context that is in force. Throws Refusal where what it names does not exist or cannot be tried: `rule-unknown`, `unknown-profile`, `model-unknown`. */
export async function trialOf(tx: Transaction, variation: Variation, context: Context): Promise<Trial> {
  if (variation.kind === "model") {
    const [model, kept] = [await readyModel(tx, variation.id), await modelById(tx, variation.id)];
    if (model === undefined || kept === undefined) throw new Refusal("not-found", "model-unknown", { id: variation.id });
    return { firing: { kind: "model", model: model.id }, context: withModel(context, model, kept.office) };
  }
  if (variation.kind === "profile") {
    const applied = await profileRule(tx, variation.id);
    return { firing: { kind: "rule", rule: applied.rule.id }, context: withRule(context, applied.rule.id, { ...applied, mode: "live" }) };
  }
  const rule = ruleOf(variation.rule);
  return { firing: { kind: "rule", rule: rule.id }, context: withRule(context, rule.id, variation.mode === "off" ? null : { rule, mode: variation.mode, values: variation.values, setting: null }) };
}
