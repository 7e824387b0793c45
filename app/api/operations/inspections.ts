import { z } from "zod";
import { reportBody, type ReportRow } from "#lib/certificates/report";
import type { Operation } from "../kernel/operation.ts";
import { listOf, pageShape } from "../kernel/paging.ts";

const reportAnswer = z.strictObject({ number: z.string(), created: z.boolean() });

export const postInspectionReport: Operation = {
  id: "postInspectionReport",
  method: "POST",
  path: "/api/v1/inspection-reports",
  group: "inspections",
  admission: "inspection-report.submit",
  summary: { en: "Submit a pre-shipment inspection report; the issuer is the key's organisation", zh: "提交装运前检验报告；签发机构为密钥所属机构" },
  body: {
    schema: reportBody,
    contentType: "application/json",
    example: {
      number: "PSI-2026-0042", kind: "pre-shipment", site: "3012345000017", lots: [{ gtin: "03012345000024", lot: "L2023-07", productionDate: "2023-09-20" }],
      quantity: { value: "7000", unit: "XCS" },
      container: "MSKU6874333",
      seals: ["CN-SEAL-001"],
      results: {
        quality: "conform",
        markers: [
          { name: "87Sr/86Sr", value: 0.70912, unit: "1" },
          { name: "Sr", value: 0.31, unit: "mg/kg" },
        ],
      },
    },
  },
  answers: {
    200: { says: { en: "The same report was submitted before", zh: "该报告此前已提交" }, schema: reportAnswer },
    201: { says: { en: "Submitted", zh: "已提交" }, schema: reportAnswer },
  },
  refusals: ["unknown-site", "unknown-product", "number-taken"],
};

const reportsQuery = z.strictObject({ ...pageShape });

const reportRow = z.strictObject({
  number: z.string(), kind: z.enum(["label-approval", "loading-supervision", "pre-shipment", "origin"]), site: z.string().describe("GLN or registration number"), siteName: z.string(), lots: z.array(z.string()),
  quantity: z.strictObject({ value: z.string(), unit: z.string() }), result: z.string().nullable(), recordedAt: z.iso.datetime(),
});

/** A report of a list as the interface shows it. */
export function reportRowShown({ number, kind, sitePublicId, siteName, lots, quantity, result, recordedAt }: ReportRow): z.infer<typeof reportRow> {
  return { number, kind, site: sitePublicId, siteName, lots: [...lots], quantity, result, recordedAt: recordedAt.toISOString() };
}

export const listInspectionReports: Operation<z.infer<typeof reportsQuery>> = {
  id: "listInspectionReports",
  method: "GET",
  path: "/api/v1/inspection-reports",
  group: "inspections",
  admission: "inspection-report.submit",
  summary: { en: "The own organisation's pre-shipment inspection reports, the newest first", zh: "本机构提交的装运前检验报告，最新在前" },
  query: reportsQuery,
  answers: { 200: { says: { en: "A page of reports", zh: "一页检验报告" }, schema: listOf(reportRow) } },
};
