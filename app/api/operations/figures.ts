import { z } from "zod";
import { FIGURES, figureOf, type FigureFilter } from "#lib/dashboards/figure";
import { LANES } from "#lib/triage/lane";
import type { Operation } from "../kernel/operation.ts";
import { instant } from "./field.ts";

const figureAnswer = z.strictObject({
  name: z.string(),
  unit: z.enum(["declarations", "share", "seconds"]),
  takes: z.array(z.enum(["office", "days", "lane", "rule", "country"])).describe("what it may be narrowed by"),
  value: z.number().nullable().describe("a share from 0 to 1; null where nothing is known"),
});

const asOf = instant.nullable().describe("every change before is counted; null in a house that never counted");
const waiting = z.int().describe("declarations that wait to be counted");

const figureQuery = z.strictObject({
  office: z.string().regex(/^\d{4}$/).optional().describe("one office, by its code"),
  days: z.coerce.number().int().min(1).max(1_830).optional().describe("so many days in China up to today; 1 unasked"),
  lane: z.enum(LANES).optional(),
  rule: z.string().max(100).optional().describe("one rule, by its id"),
  country: z.string().regex(/^[A-Z]{2}$/).optional().describe("one country of origin, ISO 3166-1 alpha-2"),
});

/** A figure as answers carry it; one of nothing is null. */
export function figureShown(name: string, value: number): z.infer<typeof figureAnswer> {
  const figure = figureOf(name);
  return { name, unit: figure?.unit ?? "declarations", takes: [...(figure?.takes ?? [])], value: Number.isNaN(value) ? null : value };
}

/** What of a call narrows a figure. */
export function figureFilterOf({ office, days, lane, rule, country }: z.infer<typeof figureQuery>): FigureFilter {
  return { office, days, lane, rule, country };
}

export const listFigures: Operation<z.infer<typeof figureQuery>> = {
  id: "listFigures",
  method: "GET",
  path: "/api/v1/figures",
  group: "figures",
  admission: "figure.read",
  summary: { en: "Every figure of the dashboards as it stands, each narrowed by what it takes", zh: "看板全部统计数字，按各自支持的条件筛选" },
  query: figureQuery,
  exampleQuery: "days=7&office=2248",
  answers: { 200: { says: { en: "The figures, and how far counting is", zh: "统计数字及统计截止时间" }, schema: z.strictObject({ asOf, waiting, items: z.array(figureAnswer) }) } },
};

export const getFigure: Operation<z.infer<typeof figureQuery>> = {
  id: "getFigure",
  method: "GET",
  path: "/api/v1/figures/{name}",
  group: "figures",
  admission: "figure.read",
  summary: { en: "One figure as it stands", zh: "单个统计数字" },
  parameters: { name: { en: `One of ${FIGURES.map(({ name }) => name).join(", ")}`, zh: `取值：${FIGURES.map(({ name }) => name).join("、")}`, example: "past-due" } },
  query: figureQuery,
  exampleQuery: "office=2248",
  answers: { 200: { says: { en: "The figure, and how far counting is", zh: "统计数字及统计截止时间" }, schema: figureAnswer.extend({ asOf, waiting }) } },
  refusals: ["unknown-figure"],
};
