import { reading } from "#lib/audit/command";
import { policies } from "#lib/certificates/queries";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { pageByKey } from "../../kernel/paging.ts";
import { listPolicies, policyShown } from "../../operations/accounting.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(listPolicies, async ({ actor, query }) => {
    const standing = await reading(actor, "certificate.read", (tx) => policies(tx));
    return { status: 200, body: pageByKey([...standing].map(([category, policy]) => policyShown(category, policy)), ({ category }) => category, query, /^.{1,100}$/u) };
  }),
);
