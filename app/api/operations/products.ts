import { z } from "zod";
import { productBody } from "#lib/parties/product";
import type { ProductRecord } from "#lib/parties/queries";
import type { Operation } from "../kernel/operation.ts";
import { listOf, pageShape } from "../kernel/paging.ts";
import { bilingual, quantity, searchField } from "./field.ts";

/** A product as answers carry it. */
export const productAnswer = z.strictObject({
  gtin: z.string().describe("14 digits"),
  name: bilingual,
  hsCode: z.string(),
  category: z.string(),
  netContent: quantity,
  contains: z.strictObject({ gtin: z.string(), quantity: z.int() }).optional(),
  version: z.int(),
});

/** A product's record as the interface shows it. */
export function productShown(record: ProductRecord): z.infer<typeof productAnswer> {
  const { gtin, hsCode, category, version } = record;
  const contains = record.containsGtin === null || record.containsQuantity === null ? {} : { contains: { gtin: record.containsGtin, quantity: Number(record.containsQuantity) } };
  return { gtin, name: { en: record.nameEn, zh: record.nameZh }, hsCode, category, netContent: { value: record.netValue, unit: record.netUnit }, ...contains, version };
}

const path = "/api/v1/products/{gtin}";
const parameters = { gtin: { en: "GTIN-8, -12, -13 or -14 with its check digit", zh: "含校验位的 GTIN-8、-12、-13 或 -14", example: "03012345000024" } };

export const putProduct: Operation = {
  id: "putProduct",
  method: "PUT",
  path,
  group: "products",
  admission: "product.write",
  summary: { en: "Record a trade item, or replace what is recorded of it", zh: "登记贸易项目，或替换已登记的内容" },
  parameters,
  body: {
    schema: productBody,
    contentType: "application/json",
    example: {
      name: { en: "Château Exemple 2023, case of 6", zh: "示例酒庄 2023，6 瓶装" },
      hsCode: "2204210000",
      category: "wine",
      netContent: { value: "4.5", unit: "LTR" },
      contains: { gtin: "03012345000024", quantity: 6 },
    },
  },
  versioned: true,
  answers: {
    200: { says: { en: "Replaced, or the same as before", zh: "已替换，或与原内容相同" }, schema: productAnswer },
    201: { says: { en: "Recorded for the first time", zh: "首次登记" }, schema: productAnswer },
  },
  refusals: ["changed-meanwhile", "unknown-product", "packing-cycle", "packing-too-deep"],
};

export const getProduct: Operation = {
  id: "getProduct",
  method: "GET",
  path,
  group: "products",
  admission: "master-data.read",
  summary: { en: "One trade item", zh: "单个贸易项目" },
  parameters,
  versioned: true,
  answers: { 200: { says: { en: "The trade item", zh: "贸易项目" }, schema: productAnswer } },
  refusals: ["not-found"],
};

const listQuery = z.strictObject({ q: searchField, ...pageShape });

export const listProducts: Operation<z.infer<typeof listQuery>> = {
  id: "listProducts",
  method: "GET",
  path: "/api/v1/products",
  group: "products",
  admission: "master-data.read",
  summary: { en: "Trade items by GTIN", zh: "按 GTIN 排列的贸易项目" },
  query: listQuery,
  answers: { 200: { says: { en: "A page of trade items", zh: "一页贸易项目" }, schema: listOf(productAnswer) } },
};
