import { Visitor } from "oxc-parser";
import { PERMISSIONS, type Permission } from "#lib/access/permission";
import type { Tree } from "./source.ts";

/** A change of state as it stands in the code: its name, the file that exports it, and the permission it is made with. */
export type FoundCommand = { readonly name: string; readonly path: string; readonly permission: Permission };

/** Every command that a file of lib exports: `export const decide = command("consignment.decide", …)`. Throws for a permission that is no literal of the table. */
export function commandsOf(tree: Tree): FoundCommand[] {
  const found: FoundCommand[] = [];
  for (const { path, program } of tree.values()) {
    if (!path.startsWith("lib/") || path.endsWith(".test.ts")) continue;
    new Visitor({
      ExportNamedDeclaration: ({ declaration }) => {
        if (declaration?.type !== "VariableDeclaration") return;
        for (const { id, init } of declaration.declarations) {
          if (id.type !== "Identifier" || init?.type !== "CallExpression" || init.callee.type !== "Identifier" || init.callee.name !== "command") continue;
          const [asked] = init.arguments;
          const permission = asked?.type === "Literal" && typeof asked.value === "string" ? asked.value : "";
          if (!isPermission(permission)) throw new Error(`${path}: ${id.name} is made with no permission of the table`);
          found.push({ name: id.name, path, permission });
        }
      },
    }).visit(program);
  }
  return found;
}

function isPermission(text: string): text is Permission {
  return Object.hasOwn(PERMISSIONS, text);
}
