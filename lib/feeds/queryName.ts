import { z } from "zod";

/** Names that the standard keeps for queries every repository has. */
const RESERVED = ["SimpleEventQuery", "SimpleMasterDataQuery"];

/** A named query as it is sent: its name, and the parameters of the query language. */
export const queryDefinition = z.strictObject({
  name: z.string().min(1).max(100).regex(/^[^\p{Cc}/?#]+$/u, "a name without a slash, question mark or hash").refine((name) => !RESERVED.includes(name), "a name that the standard keeps"),
  query: z.record(z.string().max(500), z.unknown()),
});

/** A named query. */
export type NamedQuery = { readonly name: string; readonly definition: Readonly<Record<string, unknown>> };
