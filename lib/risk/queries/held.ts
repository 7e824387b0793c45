import type { AccountCertificate } from "../subject.ts";
import { packedBy, type Packed } from "../composition.ts";
import type { ImporterFacts, NamedProduct, SiteFacts } from "../gathered.ts";
import type { KeyedAccount } from "./accounts.ts";
import type { CertificateRow } from "./surroundings.ts";

/** What is held by its key, which is an id or a code. */
type Kind = "importer" | "office" | "product" | "account" | "site";

/**
 * What many declarations have in common, each read once for as long as it is held: importers, offices, products, accounts, sites. It is held within one transaction, whose
 * declarations nobody else assesses meanwhile, so that what changes after it was read is seen by the assessment that follows the change.
 */
export class Held {
  readonly importers = new Map<number, ImporterFacts>();
  /** The codes of those that are known ones. */
  readonly verifiedOffices = new Set<string>();
  readonly products = new Map<string, NamedProduct>();
  readonly accounts = new Map<number, KeyedAccount>();
  readonly siteFacts = new Map<number, SiteFacts>();
  /** The certificates that were ever submitted of a site. */
  readonly submitted = new Map<number, readonly CertificateRow[]>();
  /** Those in force of an account. */
  readonly certificates = new Map<number, readonly AccountCertificate[]>();
  readonly packed: (gtin: string) => Packed = packedBy(this.products);
  private readonly asked: Readonly<Record<Kind, Set<string | number>>> = { importer: new Set(), office: new Set(), product: new Set(), account: new Set(), site: new Set() };

  /** Of some keys those that were not asked for before; they are from now on. */
  fresh<Key extends string | number>(of: Kind, keys: Iterable<Key>): Key[] {
    const some: Key[] = [];
    const asked = this.asked[of];
    for (const key of keys) {
      if (asked.has(key)) continue;
      asked.add(key);
      some.push(key);
    }
    return some;
  }
}
