import type { ProfileProblem, ProfileProblemCode } from "./profileProblem.ts";
import { isNumber, joined, sameType, typeWords, type PartType } from "./profileType.ts";

/** What an operator makes of its sides, or why it does not go with them. */
type Operated = { readonly type: PartType; readonly steps: number } | { readonly code: ProfileProblemCode; readonly facts: ProfileProblem["facts"] };

const BOOL: PartType = { kind: "bool" };
const NULL: PartType = { kind: "null" };

/** The steps of comparing a part with another: its elements, or its characters by the dozen. */
const wide = (part: PartType): number => (part.kind === "list" ? part.count * (part.of === null ? 1 : wide(part.of)) : part.kind === "string" ? 1 + part.chars / 50 : 1);

/** Types an operator of CEL by its name (`_+_`, `@in` …) and the types of its sides. Whole numbers and numbers go together. */
export function operated(name: string, [left = NULL, right = NULL, last = NULL]: readonly PartType[]): Operated {
  const not: Operated = { code: "no-operator", facts: { operator: name.replaceAll("_", "").replace("@", ""), left: typeWords(left), right: typeWords(right) } };
  const as = (type: PartType, steps = 1): Operated => ({ type, steps });
  switch (name) {
    case "_&&_": case "_||_": return left.kind === "bool" && right.kind === "bool" ? as(BOOL) : { code: "not-a-condition", facts: { found: typeWords(left.kind === "bool" ? right : left) } };
    case "!_": return left.kind === "bool" ? as(BOOL) : { code: "not-a-condition", facts: { found: typeWords(left) } };
    case "_==_": case "_!=_": return comparable(left, right) ? as(BOOL, wide(left)) : not;
    case "_<_": case "_<=_": case "_>_": case "_>=_": return isNumber(left) && isNumber(right) ? as(BOOL) : sameType(left, right) && ["string", "timestamp", "duration"].includes(left.kind) ? as(BOOL, wide(left)) : not;
    case "_+_": return added(left, right) ?? not;
    case "_-_": return subtracted(left, right) ?? not;
    case "_*_": case "_/_": return isNumber(left) && isNumber(right) ? as({ kind: left.kind === "int" && right.kind === "int" ? "int" : "double" }) : not;
    case "_%_": return left.kind === "int" && right.kind === "int" ? as({ kind: "int" }) : not;
    case "-_": return isNumber(left) || left.kind === "duration" ? as(left) : not;
    case "@in": return right.kind === "list" && (right.of === null || comparable(left, right.of)) ? as(BOOL, 1 + right.count * wide(left)) : not;
    case "_[_]": return left.kind === "list" && left.of !== null && right.kind === "int" ? as(left.of) : not;
    case "_?_:_":
      if (left.kind !== "bool") return { code: "not-a-condition", facts: { found: typeWords(left) } };
      return sameType(right, last) ? as(joined(right, last)) : { code: "branches-differ", facts: { left: typeWords(right), right: typeWords(last) } };
    default: return { code: "not-allowed", facts: { what: name } };
  }
}

const comparable = (left: PartType, right: PartType): boolean => sameType(left, right) || (isNumber(left) && isNumber(right)) || left.kind === "null" || right.kind === "null";

function added(left: PartType, right: PartType): Operated | null {
  if (isNumber(left) && isNumber(right)) return { type: { kind: left.kind === "int" && right.kind === "int" ? "int" : "double" }, steps: 1 };
  if (left.kind === "string" && right.kind === "string") return { type: { kind: "string", chars: left.chars + right.chars }, steps: 1 + (left.chars + right.chars) / 50 };
  if (left.kind === "list" && right.kind === "list" && sameType(left, right)) return { type: { ...joined(left, right), count: left.count + right.count } as PartType, steps: 1 + left.count + right.count };
  if ((left.kind === "timestamp" || left.kind === "duration") && right.kind === "duration") return { type: left, steps: 1 };
  return left.kind === "duration" && right.kind === "timestamp" ? { type: right, steps: 1 } : null;
}

function subtracted(left: PartType, right: PartType): Operated | null {
  if (isNumber(left) && isNumber(right)) return { type: { kind: left.kind === "int" && right.kind === "int" ? "int" : "double" }, steps: 1 };
  if (left.kind === "timestamp" && right.kind === "timestamp") return { type: { kind: "duration" }, steps: 1 };
  return (left.kind === "timestamp" || left.kind === "duration") && right.kind === "duration" ? { type: left, steps: 1 } : null;
}
