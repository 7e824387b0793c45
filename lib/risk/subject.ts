import type { Segment } from "#lib/capacity/account";
import type { LineCapacity, Verdict } from "#lib/capacity/verdict";
import type { CertificateScope } from "#lib/certificates/certificate";
import type { DeclaredLine } from "#lib/consignments/declaration";
import type { Papers } from "#lib/consignments/tradePaper";
import type { TransportKind } from "#lib/consignments/transport";
import type { Dimension } from "#lib/measures/quantity";
import type { LotBalance } from "#lib/trace/massBalance";
import type { BodyRecord } from "./bodyRecord.ts";
import type { LotMade } from "./made.ts";
import type { Overlap } from "./overlap.ts";
import type { LinePeers } from "./peerPrice.ts";
import type { RecentLodging, Relation } from "./relation.ts";
import { NO_ORIGIN, type OriginFacts } from "./origin.ts";
import { NO_SERIALS, type SerialFacts } from "./serials.ts";
import { NO_WAY, type WayFacts } from "./way.ts";

/** A text in both languages of the house. */
export type Wording = { readonly en: string; readonly zh: string };

/** Which site a line's producer is: one site, an open question with its candidates, or nobody known. */
export type SubjectSite =
  | { readonly kind: "site"; readonly id: number; readonly name: string; readonly country: string; readonly certified: boolean; readonly bodies: readonly Wording[] }
  | { readonly kind: "question"; readonly candidates: readonly string[] }
  | { readonly kind: "unknown" };

/** A quantity in base units of each dimension it can be converted to (items, mL, mg); null where a fact for it is missing. */
export type Amounts = Readonly<Record<Dimension, bigint | null>>;

/** What is recorded of a lot, and whether an event or an inspection report says so. */
export type LotFact = {
  readonly lot: string;
  readonly siteId: number | null;
  readonly siteName: string | null;
  readonly producedOn: string | null;
  readonly expiresOn: string | null;
  readonly source: "event" | "inspection-report";
  readonly sourceId: string;
};

/** An inspection report of a line's site that concerns its goods: it shares a lot, or product, quantity and time agree. */
export type SubjectReport = {
  readonly number: string;
  readonly kind: "label-approval" | "loading-supervision" | "pre-shipment" | "origin";
  readonly body: Wording;
  readonly lots: readonly string[];
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly amounts: Amounts;
  /** The production dates the report gives for the lots it shares with the line. */
  readonly producedOn: readonly string[];
  readonly country: string;
  readonly container: string | null;
  readonly seals: readonly string[];
  readonly linkedBy: "lot" | "product-quantity-time";
};

/** Goods of a transport document that concern a line; `of` names the document and its item, `amounts` by the packing of the item's own GTIN, else the line's. */
export type SubjectCarried = {
  readonly of: string;
  readonly gtin: string | null;
  readonly lot: string | null;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly amounts: Amounts;
  readonly description: string;
};

/** A transport document that names the declaration, or one of a line's lots. `items` are those that may be the line's goods. */
export type SubjectTransport = {
  readonly number: string;
  readonly kind: TransportKind;
  readonly carrier: string;
  readonly container: string | null;
  readonly seals: readonly string[];
  readonly loadedAt: string | null;
  readonly items: readonly SubjectCarried[];
  /** GTINs of the document that are none of the line's. */
  readonly otherGtins: readonly string[];
  readonly linkedBy: "declaration" | "lot";
};

/** One line of the standing revision, with what is known about it now. */
export type SubjectLine = {
  readonly no: number;
  readonly gtin: string;
  /** The consumer unit at the bottom of the packing; null where the packing is not known. */
  readonly baseGtin: string | null;
  /** The declared GTIN and those it packs, down to the consumer unit. */
  readonly gtins: readonly string[];
  readonly goods: Wording;
  readonly category: string;
  readonly hsCode: string;
  readonly declaredSite: string;
  readonly site: SubjectSite;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly amounts: Amounts;
  readonly lots: readonly string[];
  readonly productionDate: string | null;
  readonly vintage: number | null;
  readonly producedFrom: string;
  readonly producedTo: string;
  /** What the line costs in all, in minor units. */
  readonly price: { readonly minor: bigint; readonly currency: string } | null;
  readonly originCountry: string;
  readonly effect: "counts" | "none" | "takes-back";
  readonly standing: boolean;
  /** What was answered at lodging; null before the line was answered. */
  readonly atLodging: Pick<LineCapacity, "verdict" | "used" | "ask"> | null;
  /** The verdict as certificates stand now, and the fact a comparison lacks. */
  readonly verdict: Verdict;
  readonly missing: string | null;
  readonly lotFacts: readonly LotFact[];
  readonly reports: readonly SubjectReport[];
  readonly transports: readonly SubjectTransport[];
  /** The mass balances of the line's lots that transformations made. */
  readonly balances: readonly LotBalance[];
};

/** Another declaration that was on an account before this one; `quantity` in the account's unit. */
export type Sharing = { readonly number: string; readonly office: string; readonly importer: Wording; readonly quantity: string; readonly lodgedOn: string };

/** A certificate in force that covers an account's scope and the goods' production period. */
export type AccountCertificate = { readonly number: string; readonly base: bigint; readonly body: Wording };

/** An account that this declaration is charged to, as it stood after the declaration's last line on it. Base units. */
export type SubjectAccount = {
  readonly id: number;
  readonly siteId: number;
  readonly siteName: string;
  readonly scope: CertificateScope;
  readonly from: string;
  readonly to: string;
  readonly dimension: Dimension;
  readonly unit: string;
  readonly unitPacks: bigint;
  readonly segment: Segment;
  /** Numbers of this declaration's lines on the account, in order. */
  readonly lines: readonly number[];
  /** What this declaration adds. */
  readonly amount: bigint;
  readonly declared: bigint;
  readonly elsewhere: bigint;
  readonly verdict: Verdict;
  /** The latest earlier declarations on the account, newest first, a dozen at most. */
  readonly sharing: readonly Sharing[];
  readonly certificates: readonly AccountCertificate[];
};

/** The revision that stood when the goods were released, here or by the declaring system. */
export type ReleasedRevision = { readonly revision: number; readonly lines: readonly DeclaredLine[] };

/** One declaration with the facts that a rule may look at; nothing else reaches a rule. */
export type Subject = {
  readonly declarationId: number;
  readonly number: string;
  readonly revision: number;
  readonly status: "lodged" | "withdrawn" | "released";
  readonly lodgedAt: Date;
  readonly tradeMode: string;
  readonly office: { readonly code: string; readonly verified: boolean };
  readonly importer: { readonly id: number; readonly name: string; readonly verified: boolean };
  readonly lodgerOrganisationId: number;
  /** The standing revision's lines as declared; empty for a first revision that stands as it was lodged, of which `lines` say the same. */
  readonly declared: readonly DeclaredLine[];
  /** Null also where no other revision came after it. */
  readonly released: ReleasedRevision | null;
  readonly lines: readonly SubjectLine[];
  readonly accounts: readonly SubjectAccount[];
  /** The papers of cross-border trade behind the list that the declaration is; null where it is no list. */
  readonly papers: Papers | null;
  readonly facts: SubjectFacts;
};

/** What is read of a declaration only where a rule that is applied needs it, by its name. What was not read is as in `NO_FACTS`. */
export type SubjectFacts = {
  /** What the peers of its lines cost. */
  readonly peers: readonly LinePeers[];
  /** When its importer and its producers were first declared together. */
  readonly relations: readonly Relation[];
  /** What its importer declared of the same producers in the days before. */
  readonly recent: readonly RecentLodging[];
  /** How the bodies of the certificates that cover it turned out. */
  readonly bodies: readonly BodyRecord[];
  /** The approved certificates of its producers that overlap. */
  readonly overlaps: readonly Overlap[];
  /** What was measured of its lots, and the reference populations in force for them. */
  readonly origins: OriginFacts;
  /** Pieces of its lots that events saw where one piece cannot be. */
  readonly serials: SerialFacts;
  /** The ways of its lots. */
  readonly ways: WayFacts;
  /** What events tell was made of its lots. */
  readonly made: readonly LotMade[];
};
export type FactName = keyof SubjectFacts;

/** A declaration of which nothing was read beyond what every subject has. */
export const NO_FACTS: SubjectFacts = { peers: [], relations: [], recent: [], bodies: [], overlaps: [], origins: NO_ORIGIN, serials: NO_SERIALS, ways: NO_WAY, made: [] };

