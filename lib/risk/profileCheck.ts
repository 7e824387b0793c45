import type { parse } from "@bufbuild/cel";
import { RECORDS, ROOTS } from "./profileFacts.ts";
import { FUNCTIONS, MACROS, fits } from "./profileFunctions.ts";
import { operated } from "./profileOperator.ts";
import { patternProblem, unfoldedSteps } from "./profilePattern.ts";
import { foundType, nearest, type ProfileProblem, type ProfileProblemCode } from "./profileProblem.ts";
import type { FactName } from "./subject.ts";
import { joined, sameType, typeWords, type PartType, type Sizes } from "./profileType.ts";

type Parsed = ReturnType<typeof parse>;
export type Expr = Parsed["expr"];
/** A part of a condition: its type, and the most steps that evaluating it takes. */
type Part = { readonly type: PartType; readonly steps: number };
type Call = Extract<Expr["exprKind"], { case: "callExpr" }>["value"];

/** What a condition comes to: its type, the most steps it takes, the facts it begins with, the groups of facts that must be read for it, and all that is wrong with it. */
export type Checked = { readonly type: PartType | null; readonly steps: number; readonly roots: ReadonlySet<string>; readonly needs: ReadonlySet<FactName>; readonly problems: readonly ProfileProblem[] };

const LONGEST_PATTERN = 200;

/** A part that cannot be typed; its problem is noted, and nothing further is said of what stands on it. */
class Broken extends Error {}

/** Types a parsed condition and bounds its cost for declarations of some size. */
export function checked(source: string, parsed: Parsed, sizes: Sizes): Checked {
  const check = new Check(source, parsed, sizes);
  try {
    const { type, steps } = check.part(parsed.expr, new Map());
    return { type, steps, roots: check.roots, needs: check.needs, problems: check.problems };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return { type: null, steps: 0, roots: check.roots, needs: check.needs, problems: check.problems };
  }
}

class Check {
  readonly problems: ProfileProblem[] = [];
  readonly roots = new Set<string>();
  readonly needs = new Set<FactName>();
  readonly #source: string;
  readonly #info: Parsed["sourceInfo"];
  readonly #sizes: Sizes;

  constructor(source: string, parsed: Parsed, sizes: Sizes) {
    this.#source = source;
    this.#info = parsed.sourceInfo;
    this.#sizes = sizes;
  }

  part(given: Expr, names: ReadonlyMap<string, PartType>): Part {
    const macro = this.#info?.macroCalls[String(given.id)];
    if (macro?.exprKind.case === "callExpr") return this.#macro(given, macro.exprKind.value, names);
    const { exprKind } = given;
    if (exprKind.case === "constExpr") return { type: this.#literal(given, exprKind.value), steps: 1 };
    if (exprKind.case === "identExpr") return { type: this.#named(given, exprKind.value.name, names), steps: 1 };
    if (exprKind.case === "selectExpr") return this.#field(given, exprKind.value, names);
    if (exprKind.case === "callExpr") return this.#call(given, exprKind.value, names);
    if (exprKind.case === "listExpr") return this.#list(given, exprKind.value.elements, names);
    return this.#broken(given, "not-allowed", { what: "{}" });
  }

  #literal(at: Expr, { constantKind }: Extract<Expr["exprKind"], { case: "constExpr" }>["value"]): PartType {
    if (constantKind.case === "stringValue") return { kind: "string", chars: constantKind.value.length };
    const plain = LITERAL_KINDS[String(constantKind.case)];
    return plain === undefined ? this.#broken(at, "not-allowed", { what: this.#source.slice(...this.#place(at)) }) : { kind: plain };
  }

  #named(at: Expr, name: string, names: ReadonlyMap<string, PartType>): PartType {
    const own = names.get(name);
    if (own !== undefined) return own;
    const root = Object.hasOwn(ROOTS, name) ? ROOTS[name] : undefined;
    if (root === undefined) return this.#broken(at, "unknown-name", { name, near: nearest(name, [...names.keys(), ...Object.keys(ROOTS)]) });
    this.roots.add(name);
    if (root.needs !== undefined) this.needs.add(root.needs);
    return root.type(this.#sizes);
  }

  #field(at: Expr, { operand, field, testOnly }: Extract<Expr["exprKind"], { case: "selectExpr" }>["value"], names: ReadonlyMap<string, PartType>): Part {
    if (operand === undefined) return this.#broken(at, "syntax", {});
    const of = this.part(operand, names);
    const place = this.#afterDot(at, field);
    if (of.type.kind !== "record") return this.#brokenAt(place, "no-fields", { ...foundType(of.type), field });
    const record = RECORDS[of.type.record];
    const fact = Object.hasOwn(record, field) ? record[field] : undefined;
    if (fact === undefined) return this.#brokenAt(place, "unknown-field", { field, of: typeWords(of.type), near: nearest(field, Object.keys(record)) });
    if (fact.needs !== undefined) this.needs.add(fact.needs);
    return { type: testOnly ? { kind: "bool" } : fact.type(this.#sizes), steps: of.steps + 1 };
  }

  #list(at: Expr, elements: readonly Expr[], names: ReadonlyMap<string, PartType>): Part {
    const parts = elements.map((element) => this.part(element, names));
    const of = parts.reduce<PartType | null>((type, part) => {
      if (type !== null && !sameType(type, part.type)) this.#broken(at, "mixed-list", { first: typeWords(type), found: typeWords(part.type) });
      return type === null ? part.type : joined(type, part.type);
    }, null);
    return { type: { kind: "list", count: parts.length, of }, steps: 1 + stepsOf(parts) };
  }

  #call(at: Expr, { function: name, target, args }: Call, names: ReadonlyMap<string, PartType>): Part {
    const parts = [...(target === undefined ? [] : [target]), ...args].map((each) => this.part(each, names));
    const types = parts.map(({ type }) => type);
    if (!/^[A-Za-z]\w*$/.test(name)) {
      const done = operated(name, types);
      if ("code" in done) return this.#brokenAt(done.code === "not-a-condition" ? this.#whole(args.find((_, index) => types[index]?.kind !== "bool") ?? at) : this.#place(at), done.code, done.facts);
      return { type: done.type, steps: done.steps + stepsOf(parts) };
    }
    const place = this.#calledName(at, name);
    const known = FUNCTIONS.filter((each) => each.name === name && (each.on !== null) === (target !== undefined));
    const [first] = known;
    if (first === undefined) return this.#brokenAt(place, "unknown-function", { name, near: nearest(name, FUNCTIONS.map((each) => each.name).concat(Object.keys(MACROS))) });
    const wanted = [...(first.on === null ? [] : [first.on]), ...first.given];
    if (parts.length > wanted.length || parts.length < wanted.length - (first.optional ?? 0)) return this.#brokenAt(place, "wrong-count", { name, written: first.written });
    const wrong = types.findIndex((type, index) => !fits(wanted[index] ?? "string", type));
    if (wrong >= 0) return this.#brokenAt(place, "wrong-argument", { name, written: first.written, found: typeWords(types[wrong] ?? { kind: "null" }) });
    return { type: first.gives(types), steps: first.steps(types) + stepsOf(parts) + this.#literalsOf(name, args, types[0]) };
  }

  /** What must be read before the condition is used is read here: patterns, dates, lengths of time, zones. Answers what a pattern costs beyond its length. */
  #literalsOf(name: string, args: readonly Expr[], on: PartType | undefined): number {
    const [given] = args;
    if (given === undefined) return 0;
    const text = given.exprKind.case === "constExpr" && given.exprKind.value.constantKind.case === "stringValue" ? given.exprKind.value.constantKind.value : null;
    if (name === "matches") return this.#patternOf(given, text, on);
    const form = LITERAL_FORMS[name];
    if (form !== undefined && text !== null && !form.reads(text)) this.#note(this.#place(given), "bad-literal", { name, example: form.example });
    if (form !== undefined && text === null) this.#note(this.#whole(given), "bad-literal", { name, example: form.example });
    return 0;
  }

  #patternOf(given: Expr, text: string | null, on: PartType | undefined): number {
    const why = text === null || text.length > LONGEST_PATTERN ? null : patternProblem(text);
    if (text === null) this.#note(this.#whole(given), "pattern-not-literal", {});
    else if (text.length > LONGEST_PATTERN) this.#note(this.#place(given), "pattern-too-long", { most: LONGEST_PATTERN });
    else if (why !== null) this.#note(this.#place(given), "bad-pattern", { why });
    else return unfoldedSteps(text, on?.kind === "string" ? on.chars : 0);
    return 0;
  }

  #macro(at: Expr, { function: name, target, args }: Call, names: ReadonlyMap<string, PartType>): Part {
    const place = this.#calledName(at, name);
    const [first, ...bodies] = args;
    if (name === "has") {
      if (first?.exprKind.case !== "selectExpr") return this.#brokenAt(place, "wrong-count", { name, written: MACROS["has"]?.written ?? "" });
      return { type: { kind: "bool" }, steps: 1 + this.#field(first, { ...first.exprKind.value, testOnly: true }, names).steps };
    }
    const written = Object.hasOwn(MACROS, name) ? MACROS[name]?.written : undefined;
    if (target === undefined || written === undefined || first?.exprKind.case !== "identExpr") return this.#brokenAt(place, "unknown-function", { name, near: nearest(name, Object.keys(MACROS)) });
    const variable = first.exprKind.value.name;
    if (Object.hasOwn(ROOTS, variable)) return this.#broken(first, "name-taken", { name: variable });
    const range = this.part(target, names);
    if (range.type.kind !== "list") return this.#brokenAt(place, "not-a-list", { name, ...foundType(range.type) });
    const inside = new Map(names).set(variable, range.type.of ?? { kind: "null" });
    const parts = bodies.map((body) => this.part(body, inside));
    const conditions = name === "map" ? parts.slice(0, -1) : parts;
    conditions.forEach((part, index) => {
      if (part.type.kind !== "bool") this.#note(this.#whole(bodies[index] ?? at), "not-a-condition", foundType(part.type));
    });
    const { count, of } = range.type;
    const steps = range.steps + 2 + count * (2 + stepsOf(parts)) + (name === "map" || name === "filter" ? count ** 2 / 10 : 0);
    if (name === "map") return { type: { kind: "list", count, of: parts.at(-1)?.type ?? null }, steps };
    return { type: name === "filter" ? { kind: "list", count, of } : { kind: "bool" }, steps };
  }

  #note([from, to]: readonly [number, number], code: ProfileProblemCode, facts: ProfileProblem["facts"]): void {
    this.problems.push({ code, from, to, facts });
  }

  #broken(at: Expr, code: ProfileProblemCode, facts: ProfileProblem["facts"]): never {
    return this.#brokenAt(this.#place(at), code, facts);
  }

  #brokenAt(place: readonly [number, number], code: ProfileProblemCode, facts: ProfileProblem["facts"]): never {
    this.#note(place, code, facts);
    throw new Broken(code);
  }

  /** From where to where a part's own mark stands in the text: a name, a number, a literal, an operator. */
  #place(at: Expr): readonly [number, number] {
    const from = this.#info?.positions[String(at.id)] ?? 0;
    const [mark = ""] = /^(?:[A-Za-z_]\w*|[\d.]+u?|[brBR]{0,2}"(?:[^"\\]|\\.)*"|[brBR]{0,2}'(?:[^'\\]|\\.)*'|&&|\|\||[<>=!]=|.)/su.exec(this.#source.slice(from)) ?? [];
    return [from, from + Math.max(1, mark.length)];
  }

  /** A field stands after its dot, a function's name before its bracket. */
  #afterDot(at: Expr, field: string): readonly [number, number] {
    const from = this.#source.indexOf(field, this.#place(at)[0]);
    return from < 0 ? this.#place(at) : [from, from + field.length];
  }

  #calledName(at: Expr, name: string): readonly [number, number] {
    return this.#afterDot(at, name);
  }

  /** From where to where a part stands with all that it is made of. */
  #whole(at: Expr): readonly [number, number] {
    const kind = (this.#info?.macroCalls[String(at.id)] ?? at).exprKind;
    const own = kind.case === "selectExpr" ? this.#afterDot(at, kind.value.field) : kind.case === "callExpr" && /^\w+$/.test(kind.value.function) ? this.#calledName(at, kind.value.function) : this.#place(at);
    const inner = kind.case === "selectExpr" ? [kind.value.operand] : kind.case === "callExpr" ? [kind.value.target, ...kind.value.args] : kind.case === "listExpr" ? kind.value.elements : [];
    const places = [own, ...inner.flatMap((part) => (part === undefined ? [] : [this.#whole(part)]))];
    return [Math.min(...places.map(([from]) => from)), Math.max(...places.map(([, to]) => to))];
  }
}

const stepsOf = (parts: readonly Part[]): number => parts.reduce((sum, { steps }) => sum + steps, 0);

const LITERAL_KINDS: Readonly<Record<string, "bool" | "int" | "double" | "null">> = { boolValue: "bool", int64Value: "int", doubleValue: "double", nullValue: "null" };

const LITERAL_FORMS: Readonly<Record<string, { readonly example: string; readonly reads: (text: string) => boolean }>> = {
  date: { example: "2026-09-01", reads: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text) },
  timestamp: { example: "2026-09-01T00:00:00+08:00", reads: (text) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text)) },
  duration: { example: "72h", reads: (text) => /^-?(?:\d+(?:\.\d+)?(?:h|m|s|ms))+$/.test(text) },
  ...Object.fromEntries(["getFullYear", "getMonth", "getDayOfWeek", "getHours"].map((name) => [name, { example: "Asia/Shanghai", reads: isZone }])),
};

function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).format(0) !== "";
  } catch {
    return false;
  }
}
