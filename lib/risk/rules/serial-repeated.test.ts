import { describe, expect, it } from "vitest";
import { exampleSubject } from "../example.ts";
import type { SerialSeen } from "../serials.ts";
import { NO_FACTS } from "../subject.ts";
import { rule } from "./serial-repeated.ts";

const from = { key: "414/3012345000017", name: { en: "Château Exemple", zh: "示例酒庄" }, at: "2026-03-01T08:00:00Z", eventId: "e1" };
const to = { key: "urn:un:unece:uncefact:identifier:locode:CNSHA", name: { en: "Shanghai", zh: "上海" }, at: "2026-03-01T14:00:00Z", eventId: "e2" };
const piece = (changes: Partial<SerialSeen>): SerialSeen => ({ line: 1, lot: "L23", item: "01/03012345000109/21/A1", places: 2, made: 1, leaps: [], ...changes });
const look = (seen: readonly SerialSeen[], values = {}) => rule.look(exampleSubject({ facts: { ...NO_FACTS, serials: { seen, pieces: 120 } } }), values);

describe("a piece", () => {
  it.each([[6_050, 6, 0], [6_051, 6, 1], [50, 0, 0], [51, 0, 1], [9_300, 9.3, 0]])("%i km away after %d hours makes %i findings", (kilometres, hours, count) => {
    expect(look([piece({ leaps: [{ kilometres, hours, from, to }] })])).toHaveLength(count);
  });

  it("that was near and quick once does not hide that it was far later", () => {
    const [near, far] = [{ kilometres: 60, hours: 1 / 60, from, to }, { kilometres: 5_000, hours: 2, from, to }];
    expect(look([piece({ leaps: [near, far] })])).toMatchObject([{ facts: { about: "too-far", kilometres: 5_000 } }]);
    expect(look([piece({ leaps: [{ ...near, kilometres: 400 }, far] })], { near: 500 })).toMatchObject([{ facts: { kilometres: 5_000 } }]);
  });

  it("is read out with both places, both times, the distance and the speed", () => {
    const [seen] = look([piece({ leaps: [{ kilometres: 9_300, hours: 6, from, to }] }), piece({ item: "01/03012345000109/21/A2", leaps: [{ kilometres: 9_300, hours: 7, from, to }] })]);
    expect(seen).toMatchObject({ severity: "high", points: 60, facts: { about: "too-far", kilometres: 9300, hours: 6, from: { event: "e1" }, to: { event: "e2" } } });
    expect(seen?.wording.en).toBe(
      "The piece 01/03012345000109/21/A1 of lot L23 was seen at Château Exemple on 2026-03-01 08:00 UTC and at Shanghai on 2026-03-01 14:00 UTC: 9,300 km in 6 hours, 1,550 km/h, where nothing travels faster than 1,000 km/h. They cannot be one piece. The same holds for 1 more of 120 pieces that events name.",
    );
    expect(seen?.wording.zh).toContain("6小时内相距9,300公里，折合每小时1,550公里");
  });

  it.each([[1, 0], [2, 1]])("commissioned %i times makes %i findings", (made, count) => expect(look([piece({ made })])).toHaveLength(count));
  it.each([[10, 0], [11, 1]])("seen at %i places makes %i findings", (places, count) => expect(look([piece({ places })])).toHaveLength(count));
  it("of a threshold set lower is seen", () => expect(look([piece({ leaps: [{ kilometres: 1_000, hours: 6, from, to }] })], { speed: 150 })).toHaveLength(1));
});
