import type { Role } from "#lib/access/permission";
import { GROUPS, type Bilingual, type Group, type Operation } from "../kernel/operation.ts";
import { fieldRows, rowOf, type FieldRow } from "./field-row.ts";
import { jsonSchemaOf, queryParameters, refusedStatuses, rolesOf } from "./openapi.ts";
import { OPERATIONS } from "./registry.ts";

/** A call as the documentation shows it in one language. */
export type OperationShown = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  /** Null: everybody. */
  readonly roles: readonly Role[] | null;
  readonly parameters: readonly FieldRow[];
  readonly body: { readonly contentType: string; readonly fields: readonly FieldRow[] } | undefined;
  readonly answers: readonly { readonly status: number; readonly says: string; readonly fields: readonly FieldRow[] }[];
  readonly refusedStatuses: readonly number[];
  readonly refusals: readonly string[];
  readonly curl: string;
};

/** All calls, by group. */
export function operationsShown(language: "en" | "zh"): { readonly group: Group; readonly operations: readonly OperationShown[] }[] {
  return GROUPS.map((group) => ({ group, operations: OPERATIONS.filter((operation) => operation.group === group).map((operation) => shownIn(operation, language)) }));
}

function shownIn(operation: Operation, language: keyof Bilingual): OperationShown {
  const inPath = Object.entries(operation.parameters ?? {}).map(([name, says]) => ({ name: `{${name}}`, type: "string", required: true, says: says[language] }));
  const inQuery = queryParameters(operation).map(({ name, schema, required, description }) => ({ ...rowOf(`?${name}`, schema, required), says: description ?? "" }));
  return {
    id: operation.id,
    method: operation.method,
    path: operation.path,
    summary: operation.summary[language],
    roles: rolesOf(operation),
    parameters: [...inPath, ...inQuery],
    body: operation.body && { contentType: operation.body.contentType, fields: fieldRows(jsonSchemaOf(operation.body.schema, "input")) },
    answers: Object.entries(operation.answers).map(([status, shape]) => ({ status: Number(status), says: shape.says[language], fields: shape.schema ? fieldRows(jsonSchemaOf(shape.schema, "output")) : [] })),
    refusedStatuses: refusedStatuses(operation),
    refusals: operation.refusals ?? [],
    curl: curlOf(operation),
  };
}

/** The call as a line for a shell; `$TALLYHOUSE` is the house's address, `$KEY` an API key. */
export function curlOf(operation: Operation): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(operation.parameters?.[name]?.example ?? name));
  const address = `"$TALLYHOUSE${path}${operation.exampleQuery === undefined ? "" : `?${operation.exampleQuery}`}"`;
  const key = operation.admission === "public" ? [] : ['-H "Authorization: Bearer $KEY"'];
  if (!operation.body) return ["curl", address, ...key].join(" ");
  const written = operation.body.contentType === "text/csv" ? String(operation.body.example) : JSON.stringify(operation.body.example, null, operation.body.contentType === "application/json" ? 2 : 0);
  const example = written.replaceAll("'", "'\\''");
  return [`curl -X ${operation.method} ${address}`, ...key, `-H "Content-Type: ${operation.body.contentType}"`, `--data-binary '${example}'`].join(" \\\n  ");
}
