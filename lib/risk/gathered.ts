import type { LedgerProduct } from "#lib/capacity/chargeable";
import type { Verdict } from "#lib/capacity/verdict";
import type { Declared, DeclaredLine } from "#lib/consignments/declaration";
import type { Papers } from "#lib/consignments/tradePaper";
import type { LotBalance } from "#lib/trace/massBalance";
import type { RecordedReport } from "./report-link.ts";
import type { ChargedAccount, RecordedPosting } from "./standing-account.ts";
import type { AccountCertificate, LotFact, Sharing, SubjectLine, Wording } from "./subject.ts";
import type { RecordedTransport } from "./transport-link.ts";

/** A site as the rules see it, with the bodies that ever had a certificate of it approved. */
export type SiteFacts = { readonly id: number; readonly name: string; readonly country: string; readonly bodies: readonly Wording[] };

/** An importer's own record: what it is called there, and whether that was verified. */
export type ImporterFacts = { readonly name: string; readonly verified: boolean };

/** A declaration as it stands; the importer is named as in the standing revision, null where that names none. */
export type Head = {
  readonly id: number;
  readonly number: string;
  readonly revision: number;
  readonly status: Declared["status"];
  readonly lodgedAt: Date;
  readonly officeCode: string;
  readonly tradeMode: string;
  readonly importerId: number;
  readonly importerName: string | null;
  readonly lodgerOrganisationId: number;
  readonly releasedRevision: number | null;
};

/** A revision as it arrived. */
export type Revision = { readonly declarationId: number; readonly revision: number; readonly status: Declared["status"]; readonly lines: readonly DeclaredLine[] };

/** A line of the standing revision, with the answer given to it. */
export type Line = {
  readonly siteId: number;
  readonly declarationId: number;
  readonly no: number;
  readonly gtin: string;
  readonly baseGtin: string | null;
  readonly hsCode: string;
  readonly category: string;
  readonly declaredSite: string;
  readonly quantityValue: string;
  readonly quantityUnit: string;
  readonly lots: readonly string[];
  readonly productionDate: string | null;
  readonly vintage: number | null;
  readonly producedFrom: string;
  readonly producedTo: string;
  readonly priceMinor: bigint | null;
  readonly pricePer: number;
  readonly priceCurrency: string | null;
  readonly originCountry: string;
  readonly effect: SubjectLine["effect"];
  readonly standing: boolean;
  readonly verdict: Verdict;
  readonly missing: string | null;
  /** The verdict that was answered, null before it was; with the share used and the fact asked for. */
  readonly answered: Verdict | null;
  readonly answeredUsed: string | null;
  readonly answeredAsk: string | null;
};

/** What a declared name means to the parties' records. */
export type Resolution = { readonly kind: "site" } | { readonly kind: "question"; readonly candidates: readonly { readonly name: string }[] } | { readonly kind: "unknown" };

/** A product by its GTIN, with its names. */
export type NamedProduct = LedgerProduct & { readonly nameEn: string; readonly nameZh: string };

/** Everything read for a block of declarations, before it is put together by declaration. */
export type Gathered = {
  readonly heads: readonly Head[];
  readonly importers: ReadonlyMap<number, ImporterFacts>;
  /** The codes of those offices that are known ones. */
  readonly verifiedOffices: ReadonlySet<string>;
  readonly revisions: readonly Revision[];
  readonly lines: readonly Line[];
  readonly standing: readonly RecordedPosting[];
  readonly accounts: ReadonlyMap<number, ChargedAccount>;
  readonly products: ReadonlyMap<string, NamedProduct>;
  readonly siteFacts: ReadonlyMap<number, SiteFacts>;
  readonly resolutions: ReadonlyMap<string, Resolution>;
  readonly lots: readonly (LotFact & { readonly gtin: string })[];
  readonly reports: readonly RecordedReport[];
  readonly transports: readonly RecordedTransport[];
  readonly balances: readonly { readonly gtin: string; readonly lot: string; readonly balance: LotBalance }[];
  /** Keyed `account:declaration`. */
  readonly sharing: ReadonlyMap<string, readonly Sharing[]>;
  readonly certificates: ReadonlyMap<number, readonly AccountCertificate[]>;
  /** Keyed by the declaration's number. */
  readonly papers: ReadonlyMap<string, Papers>;
};
