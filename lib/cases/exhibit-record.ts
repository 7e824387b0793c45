/**
 * The fields of each record that an exhibit's hash stands for. They are named one by one: what a later version of the house keeps beside them must not change the
 * hash of what was taken in. A field that is named later is one of `LATER`, and no part of a record that has nothing in it.
 */
export const RECORD_FIELDS = {
  finding: ["id", "declarationId", "revision", "lineNo", "rule", "version", "severity", "points", "facts", "wording", "firedAt"],
  "inspection-report": [
    "id",
    "number",
    "kind",
    "siteId",
    "issuerId",
    "submittedBy",
    "gtin",
    "lots",
    "lotFacts",
    "quantityValue",
    "quantityUnit",
    "productionDate",
    "container",
    "seals",
    "results",
    "documentSha256",
    "bodyHash",
    "recordedAt",
  ],
  certificate: [
    "id",
    "number",
    "siteId",
    "issuerId",
    "submittedBy",
    "scopeKind",
    "scopeValues",
    "scopeKey",
    "quantityValue",
    "quantityUnit",
    "dimension",
    "base",
    "unitPacks",
    "producedFrom",
    "producedTo",
    "supersedesId",
    "extractOfId",
    "status",
    "documentSha256",
    "recordedAt",
  ],
  "certificate-decision": ["id", "certificateId", "decision", "effective", "reason", "decidedBy", "decidedByName", "recordedAt"],
  decision: [
    "id",
    "declarationId",
    "decision",
    "revision",
    "reason",
    "note",
    "fromStatus",
    "toStatus",
    "lane",
    "decidedBy",
    "decidedByName",
    "needsSecond",
    "secondedBy",
    "secondedByName",
    "secondedAt",
    "declined",
    "undoneAt",
    "at",
  ],
} as const;

const LATER: Partial<Record<keyof typeof RECORD_FIELDS, readonly string[]>> = { finding: ["setting", "snooze"] };

type Row = Readonly<Record<string, unknown>>;

/** A row of the database as the record that is hashed. */
export function recordOf(kind: keyof typeof RECORD_FIELDS, row: Row): Row {
  const later = (LATER[kind] ?? []).filter((name) => row[name] !== null && row[name] !== undefined);
  return Object.fromEntries([...RECORD_FIELDS[kind], ...later].map((name) => [name, row[name]]));
}

/** The forms the same record was hashed in by versions that took every field: with the later ones as nothing. */
export function formerRecords(kind: keyof typeof RECORD_FIELDS, row: Row): readonly Row[] {
  const later = LATER[kind];
  return later === undefined || later.every((name) => (row[name] ?? null) !== null) ? [] : [Object.fromEntries([...RECORD_FIELDS[kind], ...later].map((name) => [name, row[name] ?? null]))];
}
