/** The kinds of source: one pushes, the others are read by schedule. */
export const SOURCE_KINDS = ["push", "epcis", "json", "csv", "sftp", "s3"] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];
