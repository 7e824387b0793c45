import { actionsRule, borderRule, borderTypesRule, screensRule, serverBorderRule } from "./border.ts";
import { barrelsRule, exceptionsRule, grammarRule, namesRule } from "./grammar.ts";
import { purityRule } from "./purity.ts";
import { circlesRule, componentsRule, outwardRule, rowsRule } from "./rows.ts";
import type { HouseRule } from "./rule.ts";
import { anyRule, commentsRule, lengthRule } from "./upkeep.ts";

/** Every rule of the house that is kept by the architecture test. */
export const HOUSE_RULES: readonly HouseRule[] = [
  rowsRule,
  circlesRule,
  outwardRule,
  grammarRule,
  namesRule,
  barrelsRule,
  exceptionsRule,
  purityRule,
  componentsRule,
  borderRule,
  borderTypesRule,
  serverBorderRule,
  actionsRule,
  screensRule,
  lengthRule,
  anyRule,
  commentsRule,
];
