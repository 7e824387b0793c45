import type { JsonSchema } from "./openapi.ts";

/** One field of a body as the documentation lists it: `lines[].quantity.unit`, its type in words, whether it must be there. */
export type FieldRow = { readonly name: string; readonly type: string; readonly required: boolean; readonly says: string };

/** The fields of a schema, nested ones after the one that holds them. A union shows the fields of each of its members. */
export function fieldRows(schema: JsonSchema, prefix = ""): FieldRow[] {
  const { members } = membersOf(schema);
  if (members.length > 1) return members.flatMap((member) => fieldRows(member, prefix));
  const [inner = {}] = members;
  if (inner.type === "array") return fieldRows(itemsOf(inner), `${prefix}[]`);
  return Object.entries(inner.properties ?? {}).flatMap(([key, property]) => {
    const held = typeof property === "boolean" ? {} : property;
    const name = prefix === "" ? key : `${prefix}.${key}`;
    return [rowOf(name, held, inner.required?.includes(key) ?? false), ...fieldRows(held, name)];
  });
}

/** One field of a schema's own as a row. */
export function rowOf(name: string, schema: JsonSchema, required: boolean): FieldRow {
  return { name, type: typeOf(schema), required, says: schema.description ?? "" };
}

function typeOf(schema: JsonSchema): string {
  const { members, nullable } = membersOf(schema);
  return [...new Set(members.map(plainTypeOf))].join(" | ") + (nullable ? " or null" : "");
}

function plainTypeOf(schema: JsonSchema): string {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === "array") return `list of ${typeOf(itemsOf(schema))}`;
  return [schema.type ?? "any"].flat().join(" or ");
}

/** The alternatives of a schema without null, and whether null is one. */
function membersOf(schema: JsonSchema): { readonly members: readonly JsonSchema[]; readonly nullable: boolean } {
  if (!schema.anyOf) return { members: [schema], nullable: false };
  const all = schema.anyOf.filter((member) => typeof member !== "boolean");
  return { members: all.filter((member) => member.type !== "null"), nullable: all.some((member) => member.type === "null") };
}

function itemsOf(schema: JsonSchema): JsonSchema {
  return typeof schema.items === "object" && !Array.isArray(schema.items) ? schema.items : {};
}
