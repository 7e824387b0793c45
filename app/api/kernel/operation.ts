import type { ZodType } from "zod";
import type { Actor } from "#lib/access/actor";
import type { Permission } from "#lib/access/permission";

/** The methods an address can be asked by. */
export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
export type Method = (typeof METHODS)[number];

/** Groups of operations, in the order in which the documentation shows them. */
export const GROUPS = ["caller", "products", "sites", "certificates", "declarations", "consignments", "capacity", "inspections", "trace", "sources", "rules", "selection", "figures", "analysis", "house"] as const;
export type Group = (typeof GROUPS)[number];

/** A text in both languages. */
export type Bilingual = { readonly en: string; readonly zh: string };

/** What one status means, and the shape of its body. */
export type AnswerShape = { readonly says: Bilingual; readonly schema?: ZodType; readonly contentType?: string };

/** Another media type that a body may come in, and the JSON that its text stands for. */
export type AlsoTaken = { readonly contentType: string; readonly says: string; readonly json: (text: string) => unknown };

/** Who may: everybody, whoever has a key, or those with a permission. */
export type Admission = "public" | "signed-in" | Permission;

/**
 * One call of the interface, as routes serve it and as OpenAPI and the documentation describe it. `body` and `query` are the schemas
 * that parse; `parameters` explains each name in the path; `refusals` are the codes this call adds to those every call has.
 */
export type Operation<Query = unknown> = {
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly group: Group;
  readonly admission: Admission;
  /** The command refuses by itself, with a better reason than the missing permission. */
  readonly refusesByCommand?: true;
  readonly summary: Bilingual;
  readonly parameters?: Readonly<Record<string, Bilingual & { readonly example: string }>>;
  readonly query?: ZodType<Query>;
  /** A query as the documentation writes it, without the question mark. */
  readonly exampleQuery?: string;
  readonly body?: { readonly schema: ZodType; readonly contentType: "application/json" | "application/x-ndjson" | "text/csv"; readonly example: unknown; readonly also?: AlsoTaken };
  /** The thing has a version: answers carry an ETag, and a write takes If-Match. */
  readonly versioned?: boolean;
  readonly answers: Readonly<Record<number, AnswerShape>>;
  readonly refusals?: readonly string[];
};

/** A call that was admitted: who makes it, the names in its path, its query as parsed, its body as read, the version it has seen. */
export type Call<Query> = {
  readonly actor: Actor;
  readonly request: Request;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: unknown;
  readonly expectedVersion: number | undefined;
};

/** What a handler hands back; the kernel turns it into a response. A body that is a stream goes out as it comes. */
export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly version?: number;
  readonly location?: string;
};

/** The names in an operation's path, decoded; undefined when the address is of another shape or encodes no UTF-8. */
export function parametersOf(path: string, pathname: string): Readonly<Record<string, string>> | undefined {
  const wanted = path.split("/");
  const given = pathname.split("/");
  if (wanted.length !== given.length) return undefined;
  const found: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) {
      if (part !== segment) return undefined;
      continue;
    }
    const text = decoded(segment);
    if (text === undefined || text === "") return undefined;
    found[name] = text;
  }
  return found;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
