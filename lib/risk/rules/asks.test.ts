import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exampleAccount, exampleLine, exampleSubject } from "../example.ts";
import { NO_FACTS, type SubjectFacts } from "../subject.ts";
import { rule as newRelation } from "./new-relation.ts";
import { rule as priceAgainstPeers } from "./price-against-peers.ts";
import { RULES } from "./registry.ts";
import { rule as splitting } from "./splitting.ts";

const LODGED = new Date("2026-03-02T01:00:00Z");
const ago = (days: number): Date => new Date(LODGED.getTime() - days * 86_400_000);
const days = fc.integer({ min: 0, max: 400 });
const price = fc.option(fc.record({ minor: fc.bigInt(0n, 10_000_000n), currency: fc.constantFrom("CNY", "EUR") }));

const recent = fc.array(
  fc.record({
    siteId: fc.constant(1),
    declarationId: fc.integer(),
    number: fc.string(),
    lodgedAt: fc.integer({ min: 0, max: 30 }).map(ago),
    value: fc.option(fc.bigInt(0n, 10_000_000n)),
    charged: fc.bigInt(0n, 18_000n).map((amount) => new Map([[1, amount]])),
  }),
  { maxLength: 20 },
);
const peers = fc.record({
  median: fc.double({ min: -5, max: 20, noNaN: true }),
  deviation: fc.double({ min: 0, max: 2, noNaN: true }),
  lines: fc.integer({ min: 0, max: 100 }),
  importers: fc.integer({ min: 0, max: 9 }),
  from: fc.constant("2026-01-01"),
  to: fc.constant("2026-02-01"),
});

describe("a rule that does not ask for its facts on a declaration sees nothing there, whatever they are", () => {
  it("of declarations split just under a threshold", () => {
    fc.assert(fc.property(fc.bigInt(0n, 18_000n), fc.constantFrom("limited" as const, "suspended" as const), price, recent, fc.record({ share: fc.integer({ min: 5, max: 100 }), margin: fc.integer({ min: 1, max: 50 }), value: fc.integer({ min: 0, max: 10_000_000 }), declarations: fc.constant(2) }), (amount, state, own, others, values) => {
      const account = exampleAccount({ amount });
      const subject = exampleSubject({ lines: [exampleLine({ price: own })], accounts: [{ ...account, segment: { ...account.segment, state } }], facts: { ...NO_FACTS, recent: others } });
      expect(splitting.asks?.(subject, { since: ago(400) }, values) === false && splitting.look(subject, values).length > 0).toBe(false);
    }));
  });

  it("of relations before the house has records long enough", () => {
    fc.assert(fc.property(days, days, days, fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 365 }), (records, pair, site, asked, fresh) => {
      const facts: SubjectFacts = { ...NO_FACTS, relations: [{ siteId: 1, pairSince: ago(pair), siteSince: ago(site), recordsSince: ago(records) }] };
      const values = { records: asked, days: fresh };
      expect(newRelation.asks?.(exampleSubject(), { since: ago(records) }, values) === false && newRelation.look(exampleSubject({ facts }), values).length > 0).toBe(false);
    }));
  });

  it("of the prices of peers", () => {
    fc.assert(fc.property(price, fc.boolean(), peers, (own, standing, known) => {
      const line = exampleLine({ price: own, standing });
      const facts: SubjectFacts = { ...NO_FACTS, peers: [{ line: line.no, goods: known, kind: known }] };
      expect(priceAgainstPeers.asks?.(exampleSubject({ lines: [line] }), { since: null }) === false && priceAgainstPeers.look(exampleSubject({ lines: [line], facts })).length > 0).toBe(false);
    }));
  });

  it("and none asks for facts that it does not need", () => {
    expect(RULES.filter(({ asks, needs }) => asks !== undefined && needs.length === 0)).toEqual([]);
  });
});
