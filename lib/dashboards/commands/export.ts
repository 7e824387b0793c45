import { z } from "zod";
import { command } from "#lib/audit/command";
import { dateIn } from "#lib/measures/period";
import { figureViewOf, paramsOfView } from "../figure-view.ts";
import { sectionOf } from "../queries/section.ts";
import { SECTIONS } from "../section.ts";

const input = z.strictObject({
  section: z.enum(SECTIONS),
  /** The parameters of the dashboard's address: its period, its office, what it is compared with. */
  address: z.string().max(500),
  /** Why the figures are taken out. */
  reason: z.string().trim().min(3).max(500),
  locale: z.enum(["en", "zh-CN"]),
});

/** Hands a section of the dashboards out as it stands. That it was taken out, which days and offices, by whom and why, is an audit entry. */
export const exportSection = command("figure.export", input, async ({ tx, now }, { section: id, address, reason, locale }) => {
  const view = figureViewOf(new URLSearchParams(address), dateIn(now));
  const section = await sectionOf(tx, id, { view, locale, now });
  const { period, office } = view;
  const facts = {
    reason,
    from: period.from,
    until: period.to,
    office,
    compared: view.against === null ? null : paramsOfView(view).get("with"),
    tables: section.tables.map((table) => `${table.id}: ${table.rows.length}`),
    asOf: section.standing.asOf?.toISOString() ?? null,
  };
  return { result: section, audit: { action: "figures.export", subject: { kind: "figures", id }, facts } };
});
