import { Visitor } from "oxc-parser";
import type { Named } from "./documented.ts";
import { lineAt, type Tree } from "./source.ts";

const CLASSES: Readonly<Record<string, number>> = { Refusal: 1, HttpRefusal: 1 };

/** Every code with which a Refusal is thrown in app and lib, each once: the words that messages/<locale>/refusals.json must have. */
export function refusalCodes(tree: Tree): Named[] {
  const found = new Map<string, string>();
  for (const { path, text, program } of tree.values()) {
    if (!/^(?:app|lib)\//.test(path) || /\.test\.tsx?$/.test(path)) continue;
    new Visitor({
      NewExpression: (node) => {
        const at = node.callee.type === "Identifier" ? CLASSES[node.callee.name] : undefined;
        const code = at === undefined ? undefined : node.arguments[at];
        if (code?.type === "Literal" && typeof code.value === "string" && !found.has(code.value)) found.set(code.value, `${path}:${lineAt(text, node.start)}`);
      },
    }).visit(program);
  }
  return [...found].map(([word, where]) => ({ word, where }));
}
