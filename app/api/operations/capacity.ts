import { z } from "zod";
import { parsed } from "#lib/access/parsing";
import { VERDICTS } from "#lib/capacity/verdict";
import { certificateNumberField } from "#lib/certificates/submission";
import { parseInstant } from "#lib/measures/period";
import { categoryField, dateField, gtinField, instantField } from "#lib/parties/field";
import type { Operation } from "../kernel/operation.ts";
import { quantity } from "./field.ts";

const balanceQuery = z
  .strictObject({
    site: z.string().max(200).describe("GLN or registration number"),
    gtin: gtinField.optional(),
    category: categoryField.optional(),
    on: dateField.describe("a production date"),
    asOf: instantField.transform((text) => parseInstant(text)).optional().describe("an instant: what could have been known then"),
  })
  .superRefine(({ gtin, category }, context) => {
    if ((gtin === undefined) === (category === undefined)) context.addIssue({ code: "custom", path: ["gtin"], message: "say either a gtin or a category", params: { code: "gtin-or-category" } });
  });

const decimal = z.string().nullable();

const balanceAnswer = z.strictObject({
  verdict: z.enum(VERDICTS),
  unit: z.string().nullable(),
  limit: decimal,
  declared: decimal,
  elsewhere: decimal.describe("sold at home or shipped to other countries: a lower bound"),
  reserve: decimal,
  balance: decimal,
  used: decimal,
  excess: decimal,
  certificates: z.array(z.string()),
  contributions: z.array(z.strictObject({
    declaration: z.string(), revision: z.int(), line: z.int(), importer: z.string(), office: z.string(), lodgedAt: z.string(),
    declared: quantity, quantity: z.string(), declaredAfter: z.string(), verdict: z.enum(VERDICTS),
  })),
  contributionsMore: z.boolean().describe("there are more lines than are listed"),
  assumptions: z.array(z.string()),
  account: z.strictObject({ id: z.int(), scope: z.string(), from: z.string(), to: z.string() }).nullable(),
});

export const getBalance: Operation<z.infer<typeof balanceQuery>> = {
  id: "getCapacityBalance",
  method: "GET",
  path: "/api/v1/capacity/balances",
  group: "capacity",
  admission: "capacity.read",
  summary: { en: "What is certified, declared and left for goods a site made on a day, with every line that counts", zh: "某生产单位某日所产货物的核定产能、已申报数量与余额，及全部计入的商品项" },
  query: balanceQuery,
  exampleQuery: "site=3012345000017&gtin=03012345000024&on=2023-06-30",
  answers: { 200: { says: { en: "The balance", zh: "产能余额" }, schema: balanceAnswer } },
  refusals: ["unknown-site", "unknown-product"],
};

/** How many lines a simulation lists; it counts them all. */
export const LINES_SHOWN = 1000;

const simulationBody = z.strictObject({ certificate: certificateNumberField });

/** The certificate a simulation lets fall. */
export const simulated = (body: unknown): string => parsed(simulationBody, body).certificate;

const simulationAnswer = z.strictObject({
  certificate: z.string(),
  site: z.string().describe("its GLN, else its registration number"),
  total: z.int().describe("lines whose verdict would change"),
  lines: z.array(z.strictObject({ declaration: z.string(), line: z.int(), before: z.enum(VERDICTS), after: z.enum(VERDICTS) })).describe(`the first ${LINES_SHOWN} of them`),
  accounts: z.array(z.strictObject({
    account: z.int(), scope: z.string(), from: z.string(), to: z.string(), unit: z.string(), declared: z.string(),
    before: decimal.describe("balance now"), after: decimal.describe("balance without the certificate; null where nothing would limit"),
  })),
});

export const postSimulation: Operation = {
  id: "postCapacitySimulation",
  method: "POST",
  path: "/api/v1/capacity/simulations",
  group: "capacity",
  admission: "capacity.simulate",
  summary: { en: "What falls if this certificate falls: lines whose verdict would change, and accounts whose balance would. Nothing is written", zh: "模拟证书失效：哪些商品项的判定、哪些账户的余额会改变。不写入任何数据" },
  body: { schema: simulationBody, contentType: "application/json", example: { certificate: "CAP-2023-0017" } },
  answers: { 200: { says: { en: "What would change", zh: "将发生的变化" }, schema: simulationAnswer } },
  refusals: ["unknown-certificate"],
};
