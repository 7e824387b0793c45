import { z } from "zod";
import type { SiteRecord } from "#lib/parties/queries";
import { siteBody } from "#lib/parties/site";
import type { Operation } from "../kernel/operation.ts";
import { listOf, pageShape } from "../kernel/paging.ts";
import { searchField } from "./field.ts";

/** A production site as answers carry it. */
export const siteAnswer = z.strictObject({
  id: z.string().describe("its GLN, else its registration number"),
  name: z.string(),
  country: z.string(),
  kind: z.string(),
  identifiers: z.array(z.strictObject({ scheme: z.enum(["gln", "registration"]), value: z.string() })),
  aliases: z.array(z.string()).describe("every spelling it is declared under"),
  location: z.strictObject({ lat: z.number(), lon: z.number() }).optional(),
  version: z.int(),
});

/** A site's record as the interface shows it. */
export function siteShown(record: SiteRecord): z.infer<typeof siteAnswer> {
  const { publicId, name, country, kind, latitude, longitude, aliases, version } = record;
  const identifiers = record.identifiers.map(({ scheme, value }) => ({ scheme: scheme === "gln" ? ("gln" as const) : ("registration" as const), value }));
  const location = latitude === null || longitude === null ? {} : { location: { lat: latitude, lon: longitude } };
  return { id: publicId, name, country, kind, identifiers, aliases: [...aliases], ...location, version };
}

const path = "/api/v1/sites/{id}";
const parameters = { id: { en: "GLN or national registration number", zh: "GLN 或国家注册编号", example: "3012345000017" } };

export const putSite: Operation = {
  id: "putSite",
  method: "PUT",
  path,
  group: "sites",
  admission: "site.write",
  summary: { en: "Record a production site, or replace what is recorded of it", zh: "登记生产单位，或替换已登记的内容" },
  parameters,
  body: {
    schema: siteBody,
    contentType: "application/json",
    example: { name: "Château Exemple", country: "FR", kind: "winery", identifiers: ["FR-33-000123"], aliases: ["Chateau Exemple SCEA"], location: { lat: 44.84, lon: -0.58 } },
  },
  versioned: true,
  answers: {
    200: { says: { en: "Replaced, or the same as before", zh: "已替换，或与原内容相同" }, schema: siteAnswer },
    201: { says: { en: "Recorded for the first time", zh: "首次登记" }, schema: siteAnswer },
  },
  refusals: ["changed-meanwhile", "identifier-taken"],
};

export const getSite: Operation = {
  id: "getSite",
  method: "GET",
  path,
  group: "sites",
  admission: "master-data.read",
  summary: { en: "One production site", zh: "单个生产单位" },
  parameters,
  versioned: true,
  answers: { 200: { says: { en: "The site", zh: "生产单位" }, schema: siteAnswer } },
  refusals: ["not-found"],
};

const listQuery = z.strictObject({ q: searchField, ...pageShape });

export const listSites: Operation<z.infer<typeof listQuery>> = {
  id: "listSites",
  method: "GET",
  path: "/api/v1/sites",
  group: "sites",
  admission: "master-data.read",
  summary: { en: "Production sites by name", zh: "按名称排列的生产单位" },
  query: listQuery,
  answers: { 200: { says: { en: "A page of sites", zh: "一页生产单位" }, schema: listOf(siteAnswer) } },
};
