import type { Rule } from "../rule.ts";
import { rule as amendedAfterRelease } from "./amended-after-release.ts";
import { rule as bodyContradicted } from "./body-contradicted.ts";
import { rule as cannotCompare } from "./cannot-compare.ts";
import { rule as certificateSuspended } from "./certificate-suspended.ts";
import { rule as certificatesDiffer } from "./certificates-differ.ts";
import { rule as certificatesOverlap } from "./certificates-overlap.ts";
import { rule as documentMismatch } from "./document-mismatch.ts";
import { rule as expired } from "./expired.ts";
import { rule as massBalance } from "./mass-balance.ts";
import { rule as missingLot } from "./missing-lot.ts";
import { rule as nearCapacity } from "./near-capacity.ts";
import { rule as newRelation } from "./new-relation.ts";
import { rule as noCertificate } from "./no-certificate.ts";
import { rule as priceAgainstPeers } from "./price-against-peers.ts";
import { rule as originFingerprint } from "./origin-fingerprint.ts";
import { rule as priceBelowCost } from "./price-below-cost.ts";
import { rule as routeDeviation } from "./route-deviation.ts";
import { rule as serialRepeated } from "./serial-repeated.ts";
import { rule as siteQuestion } from "./site-question.ts";
import { rule as splitting } from "./splitting.ts";
import { rule as temperatureExcursion } from "./temperature-excursion.ts";
import { rule as threePapers } from "./three-papers.ts";
import { rule as uncertifiedSite } from "./uncertified-site.ts";
import { rule as verdictChanged } from "./verdict-changed.ts";
import { rule as volumeOverCapacity } from "./volume-over-capacity.ts";
import { rule as withdrawnAfterRelease } from "./withdrawn-after-release.ts";

/** Every rule that is applied, in the order in which findings of equal weight are told. */
export const RULES: readonly Rule[] = [
  volumeOverCapacity,
  certificateSuspended,
  originFingerprint,
  massBalance,
  serialRepeated,
  documentMismatch,
  threePapers,
  withdrawnAfterRelease,
  amendedAfterRelease,
  expired,
  priceBelowCost,
  temperatureExcursion,
  routeDeviation,
  noCertificate,
  cannotCompare,
  siteQuestion,
  splitting,
  priceAgainstPeers,
  uncertifiedSite,
  nearCapacity,
  certificatesDiffer,
  missingLot,
  bodyContradicted,
  newRelation,
  certificatesOverlap,
  verdictChanged,
];
