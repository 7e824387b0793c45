import type { Role } from "./permission.ts";

/** What kind of legal entity an organisation is. */
export const ORGANISATION_KINDS = ["authority", "inspection_body", "importer", "producer", "platform"] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** An organisation as it is first written down. */
export type NewOrganisation = { readonly code: string; readonly nameEn: string; readonly nameZh: string; readonly kind: OrganisationKind };

/** Where people and keys of a role belong when nothing else is said. */
export const ROLE_ORGANISATIONS: Readonly<Record<Role, NewOrganisation>> = {
  customs_officer: { code: "CUSTOMS", nameEn: "Customs", nameZh: "海关", kind: "authority" },
  supervisor: { code: "CUSTOMS", nameEn: "Customs", nameZh: "海关", kind: "authority" },
  market_regulator: { code: "MARKET", nameEn: "Market regulation", nameZh: "市场监督管理局", kind: "authority" },
  administrator: { code: "OPERATIONS", nameEn: "System operations", nameZh: "系统运维", kind: "authority" },
  inspector: { code: "INSPECTION", nameEn: "Inspection body", nameZh: "检验机构", kind: "inspection_body" },
  feed: { code: "FEEDS", nameEn: "Data feeds", nameZh: "数据接入平台", kind: "platform" },
  partner: { code: "PARTNER", nameEn: "Trading partner", nameZh: "贸易企业", kind: "importer" },
};
