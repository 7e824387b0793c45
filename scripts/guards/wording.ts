import { Visitor, type Argument, type Expression } from "oxc-parser";
import { lineAt, type SourceFile, type Tree } from "./source.ts";

/** A use of messages: a whole key, or a pattern where a part of it is known at run time only. */
export type Use = { readonly key: string; readonly pattern: RegExp | undefined; readonly where: string };

/** What the code asks for: uses under a known namespace, and uses of a translator that was handed on, whose namespace may be any. */
export type Uses = { readonly asked: readonly Use[]; readonly handedOn: readonly Use[] };

const SOURCES = /^(?:useTranslations|getTranslations|createTranslator)$/;
/** What a translator is called where it is a parameter. */
const HANDED_ON = /^(?:t|t[A-Z]\w*|translate)$/;
const METHODS = /^(?:rich|markup|raw|has)$/;

/** Every use of messages in app, components and lib. */
export function usesIn(tree: Tree): Uses {
  const files = [...tree.values()].filter(({ path }) => /^(?:app|components|lib)\//.test(path) && !/\.test\.tsx?$/.test(path));
  const found = files.map(asked);
  return { asked: found.flatMap((each) => each.asked), handedOn: found.flatMap((each) => each.handedOn) };
}

/** Whether a key is asked for, by its name or by a pattern; of a translator that was handed on, by the end of its name. */
export function isUsed(key: string, { asked: uses, handedOn }: Uses): boolean {
  if (uses.some((use) => meets(use, key))) return true;
  const parts = key.split(".");
  const ends = parts.slice(1).map((_, index) => parts.slice(index + 1).join("."));
  return handedOn.some((use) => ends.some((end) => meets(use, end)));
}

function meets({ key, pattern }: Use, wanted: string): boolean {
  return pattern ? pattern.test(wanted) : key === wanted;
}

/** The uses that no key answers. */
export function unanswered({ asked: uses }: Uses, keys: readonly string[]): string[] {
  const known = new Set(keys);
  const groups = new Set(keys.flatMap((key) => key.split(".").map((_, index, parts) => parts.slice(0, index + 1).join("."))));
  return uses.filter(({ key, pattern }) => (pattern ? !keys.some((each) => pattern.test(each)) : !known.has(key) && !groups.has(key))).map(({ key, where }) => `${key} (${where})`);
}

function asked({ path, text, program }: SourceFile): Uses {
  const translators = new Map<string, Set<string>>();
  const uses = { asked: [] as Use[], handedOn: [] as Use[] };
  new Visitor({
    VariableDeclarator: (node) => {
      const namespace = node.init ? namespaceOf(node.init) : undefined;
      if (namespace !== undefined && node.id.type === "Identifier") translators.set(node.id.name, (translators.get(node.id.name) ?? new Set()).add(namespace));
    },
  }).visit(program);
  new Visitor({
    CallExpression: (node) => {
      const { callee } = node;
      const name =
        callee.type === "Identifier"
          ? callee.name
          : callee.type === "MemberExpression" && callee.object.type === "Identifier" && callee.property.type === "Identifier" && METHODS.test(callee.property.name)
            ? callee.object.name
            : undefined;
      const [argument] = node.arguments;
      if (name === undefined || !argument) return;
      const namespaces = translators.get(name);
      const where = `${path}:${lineAt(text, node.start)}`;
      if (namespaces) uses.asked.push(...keysOf(argument).map((parts) => useOf([...namespaces], parts, where)));
      else if (HANDED_ON.test(name)) uses.handedOn.push(...keysOf(argument).filter((parts) => parts.some((part) => part !== undefined && part !== "")).map((parts) => useOf([""], parts, where)));
    },
  }).visit(program);
  return uses;
}

/** The namespace a translator is made for; "" for all of them. */
function namespaceOf(expression: Expression): string | undefined {
  const call = expression.type === "AwaitExpression" ? expression.argument : expression;
  if (call.type !== "CallExpression" || call.callee.type !== "Identifier" || !SOURCES.test(call.callee.name)) return undefined;
  const [argument] = call.arguments;
  if (argument?.type === "Literal" && typeof argument.value === "string") return argument.value;
  if (argument?.type !== "ObjectExpression") return "";
  const property = argument.properties.find((each) => each.type === "Property" && each.key.type === "Identifier" && each.key.name === "namespace");
  return property?.type === "Property" && property.value.type === "Literal" && typeof property.value.value === "string" ? property.value.value : "";
}

/** What an argument may be: its parts that are known, undefined between them where one is not. */
function keysOf(argument: Argument): (readonly (string | undefined)[])[] {
  if (argument.type === "Literal") return typeof argument.value === "string" ? [[argument.value]] : [];
  if (argument.type === "ConditionalExpression") return [...keysOf(argument.consequent), ...keysOf(argument.alternate)];
  if (argument.type === "TSAsExpression" || argument.type === "TSSatisfiesExpression") return keysOf(argument.expression);
  if (argument.type === "TemplateLiteral") return [argument.quasis.flatMap(({ value }, index) => (index === 0 ? [value.raw] : [undefined, value.raw]))];
  return [[undefined]];
}

/** One name at the place of what is not known, and one of the namespaces before it where a name is bound to several. */
function useOf(namespaces: readonly string[], parts: readonly (string | undefined)[], where: string): Use {
  const starts = namespaces.map((namespace) => (namespace === "" ? "" : `${namespace}.`));
  const key = starts.join("|") + parts.map((part) => part ?? "*").join("");
  if (namespaces.length === 1 && !parts.includes(undefined)) return { key, pattern: undefined, where };
  return { key, pattern: new RegExp(`^(?:${starts.map(escaped).join("|")})${parts.map((part) => (part === undefined ? "[^.]+(?:\\.[^.]+)?" : escaped(part))).join("")}$`), where };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
