type Part = { readonly [member: string]: unknown };

/**
 * A document with the definitions of its schemas (`$defs`, of what names itself) moved among its components: references are read from the root of the
 * document, and there each definition has one name.
 */
export function withSharedDefinitions(document: Part): Part {
  const shared: Record<string, unknown> = {};
  const rest = moved(document, shared) as Part;
  const components = rest["components"] as Part;
  return { ...rest, components: { ...components, schemas: { ...(components["schemas"] as Part), ...shared } } };
}

function moved(part: unknown, shared: Record<string, unknown>): unknown {
  if (Array.isArray(part)) return part.map((each) => moved(each, shared));
  if (typeof part !== "object" || part === null) return part;
  if (!("$defs" in part)) return Object.fromEntries(Object.entries(part).map(([name, held]) => [name, moved(held, shared)]));
  const { $defs: definitions, ...schema } = part;
  let text = JSON.stringify({ schema, definitions });
  for (const name of Object.keys(definitions as Part)) text = text.replaceAll(`"#/$defs/${name}"`, `"#/components/schemas/${sharedName(name, shared, definitions as Part)}"`);
  const renamed = JSON.parse(text) as { readonly schema: unknown; readonly definitions: Part };
  for (const [name, definition] of Object.entries(renamed.definitions)) shared[sharedName(name, shared, definitions as Part)] = definition;
  return renamed.schema;
}

/** Definitions that say the same have one name; names are told apart by what they stand for. */
function sharedName(name: string, shared: Readonly<Record<string, unknown>>, definitions: Part): string {
  const said = JSON.stringify(definitions[name]);
  for (let at = 0; ; at++) {
    const wanted = `Shared${at}`;
    const there = shared[wanted];
    if (there === undefined || JSON.stringify(there).replaceAll(`#/components/schemas/${wanted}`, `#/$defs/${name}`) === said) return wanted;
  }
}
