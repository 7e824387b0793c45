import { z } from "zod";
import { schedule } from "./sourceSchedule.ts";

const line = z.string().trim().min(1).max(500);
const address = z
  .string()
  .trim()
  .max(2000)
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).username === "" && new URL(text).password === "", {
    params: { code: "not-an-address" },
  });
const pattern = z.string().trim().min(1).max(200).regex(/^[^/]+$/).default("*");

/** How a source is signed in to over HTTP; the secret is the token or the password. */
const signIn = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("bearer") }),
  z.strictObject({ kind: z.literal("basic"), user: line }),
  z.strictObject({
    kind: z.literal("header"),
    name: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9-]{1,60}$/)
      .refine((name) => !/^(?:host|content-length|transfer-encoding|connection|te|upgrade|expect)$/i.test(name), { params: { code: "not-a-header" } }),
  }),
]).default({ kind: "none" });
export type SignIn = z.infer<typeof signIn>;

/** A certificate's SHA-256 as hexadecimal; colons and case do not matter. */
const certificate = z.string().trim().transform((text) => text.replaceAll(":", "").toLowerCase()).pipe(z.string().regex(/^[0-9a-f]{64}$/));

const endpoint = { address, signIn };

/** What a source is, by its kind: where it is, how it is signed in to, and how much of it is taken. */
export const sourceSettings = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("push"),
    eventsPerMinute: z.int().min(1).max(10_000_000).default(60_000),
    bytesPerMinute: z.int().min(1000).max(10_000_000_000).default(200_000_000),
    certificate: certificate.optional().describe("SHA-256 of the client certificate that the sender must show"),
  }),
  z.strictObject({
    kind: z.literal("epcis"),
    ...endpoint,
    query: z
      .string()
      .trim()
      .max(1000)
      .refine((text) => !/(?:^|&)(?:[GL][ET]_recordTime|perPage|nextPageToken|orderBy|orderDirection)=/.test(text), { params: { code: "not-a-query" } })
      .optional()
      .describe("more EPCIS query parameters, such as EQ_bizStep=shipping"),
    perPage: z.int().min(1).max(1000).default(200),
    overlapMinutes: z.int().min(0).max(1440).default(10),
    lookBackHours: z.int().min(0).max(744).default(24).describe("once a day this much is read again, to find what was skipped; 0 never"),
  }),
  z.strictObject({ kind: z.literal("json"), ...endpoint }),
  z.strictObject({ kind: z.literal("csv"), ...endpoint }),
  z.strictObject({
    kind: z.literal("sftp"),
    host: z
      .string()
      .trim()
      .regex(/^[^\s/@]{1,253}$/),
    port: z.int().min(1).max(65_535).default(22),
    user: line,
    folder: line.default("."),
    pattern,
    hostKey: z
      .string()
      .trim()
      .regex(/^SHA256:[A-Za-z0-9+/]{43}$/)
      .optional()
      .describe("the server's key as ssh-keygen -lf prints it; without it nothing is read"),
  }),
  z.strictObject({
    kind: z.literal("s3"),
    endpoint: address.optional().describe("of a service that is not Amazon's"),
    region: z
      .string()
      .trim()
      .regex(/^[a-z0-9-]{1,40}$/)
      .default("us-east-1"),
    bucket: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9._-]{1,255}$/),
    prefix: z.string().max(500).default(""),
    pattern,
    accessKeyId: line,
    pathStyle: z.boolean().default(false),
  }),
]);
export type SourceSettings = z.infer<typeof sourceSettings>;

/** The settings of a source that the house reads by itself. */
export type PullSettings = Exclude<SourceSettings, { kind: "push" }>;

/** A source as it is written down; the secret is only ever given, never handed out: left out it stays, null takes it away. */
export const sourceBody = z.strictObject({
  name: line.max(100),
  organisation: z.string().trim().min(1).max(40).regex(/^[\p{L}\p{N}._-]+$/u).describe("whose events these are, by its code; made when missing"),
  settings: sourceSettings,
  secret: z.string().min(1).max(20_000).nullable().optional().describe("token, password or private key; left out it stays as it is"),
  schedule: schedule.nullable().optional().describe("when a source is read; none for one that pushes"),
  state: z.enum(["on", "off"]).default("on"),
  staleAfterMinutes: z.int().min(1).max(525_600).nullable().default(1440).describe("silent for longer, it raises an alert"),
});
export type SourceBody = z.infer<typeof sourceBody>;

/** What a source is read from: when it changes, the cursor means nothing any more. */
export function placeOf(settings: SourceSettings): string {
  switch (settings.kind) {
    case "push":
      return "";
    case "epcis":
      return `${settings.address} ${settings.query ?? ""}`.trim();
    case "json":
    case "csv":
      return settings.address;
    case "sftp":
      return `${settings.host}:${settings.port} ${settings.folder}`;
    case "s3":
      return `${settings.endpoint ?? "aws"} ${settings.bucket}/${settings.prefix}`;
  }
}

/** The code of a source, as it stands in its address. */
export const sourceCode = z.string().trim().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/** Events that were recorded before the cursor and yet are new. */
export type LateEvents = { readonly count: number; readonly from: string; readonly to: string };

/**
 * Where the reading of a remote EPCIS server stands between two pages. `from` is the record time it reads from, `link` the next page; `digests` are
 * of the latest pages and links; `seen` is the latest record time, and `tail` the events recorded at it.
 */
export type OpenWindow = {
  readonly from: string | null;
  readonly begun: string;
  readonly looksBack: boolean;
  readonly link: string;
  readonly pages: number;
  readonly emptyPages: number;
  readonly digests: readonly string[];
  readonly seen: string | null;
  readonly tail: readonly string[];
  readonly tailSeen: boolean;
  readonly late: LateEvents | null;
};

/** How far a remote EPCIS server was read: the latest record time, the events recorded then, the pages that were read last, and the page it stands at. */
export type EpcisCursor = {
  readonly kind: "epcis";
  readonly recordTime: string | null;
  readonly tail: readonly string[];
  readonly pages: readonly string[];
  readonly lookedBackAt: string | null;
  readonly window: OpenWindow | null;
};

/** What an endpoint said last, so that the same answer is not read twice. */
export type EndpointCursor = { readonly kind: "endpoint"; readonly etag: string | null; readonly lastModified: string | null; readonly sha256: string };

/** The file of a folder that was taken last, and how many were. */
export type FolderCursor = { readonly kind: "folder"; readonly name: string; readonly modifiedAt: string; readonly files: number };

/** How far a source was read. */
export type SourceCursor = EpcisCursor | EndpointCursor | FolderCursor;

/** A stretch of a source that is not whole, as it is noticed. */
export type NewGap = {
  readonly kind: "came-late" | "went-back" | "page-lost" | "file-unreadable" | "reset";
  readonly from: Date | null;
  readonly to: Date | null;
  readonly facts: Readonly<Record<string, string | number>>;
};
