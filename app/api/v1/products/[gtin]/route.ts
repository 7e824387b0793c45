import { Refusal } from "#lib/access/refusal";
import { parsed } from "#lib/access/parsing";
import { reading } from "#lib/audit/command";
import { putProduct } from "#lib/parties/commands/product";
import { gtinField } from "#lib/parties/field";
import { productByGtin } from "#lib/parties/queries";
import { addressed } from "../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { getProduct, productShown, putProduct as operation } from "../../../operations/products.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, parameters, body, expectedVersion }) => {
    const { created, version, record } = await putProduct(actor, addressed(body, { gtin: parameters["gtin"], expectedVersion }));
    return { status: created ? 201 : 200, body: productShown(record), version, ...(created ? { location: `/api/v1/products/${record.gtin}` } : {}) };
  }),
  serve(getProduct, async ({ actor, parameters }) => {
    const gtin = parsed(gtinField, parameters["gtin"]);
    const record = await reading(actor, "master-data.read", (tx) => productByGtin(tx, gtin));
    if (record === undefined) throw new Refusal("not-found", "not-found", { kind: "product", id: gtin });
    return { status: 200, body: productShown(record), version: record.version };
  }),
);
