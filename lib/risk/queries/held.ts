import type { AccountCertificate } from "../subject.ts";
import { packedBy, type Packed } from "../composition.ts";
import type { ImporterFacts, NamedProduct, SiteFacts } from "../gathered.ts";
import type { KeyedAccount } from "./accounts.ts";
import type { CertificateRow } from "./surroundings.ts";

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
  private readonly asked = new Set<string>();

  /** Of some keys those that were not asked for before; they are from now on. */
  fresh<Key extends string | number>(of: "importer" | "office" | "product" | "account" | "site", keys: Iterable<Key>): Key[] {
    const some: Key[] = [];
    for (const key of keys) {
      const name = `${of} ${key}`;
      if (this.asked.has(name)) continue;
      this.asked.add(name);
      some.push(key);
    }
    return some;
  }
}
