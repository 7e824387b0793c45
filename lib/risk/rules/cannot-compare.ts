import { amountWords, listed } from "../amount.ts";
import { defineRule } from "../rule.ts";
import type { SubjectLine, Wording } from "../subject.ts";
import { weight } from "../threshold.ts";

/** The fact that is missing, as the sentence names it; a code that is not here is shown as it is. */
const MISSING: Readonly<Record<string, Wording>> = {
  "case-size": { en: "how many consumer units are in one case", zh: "每箱所含消费单元数量" },
  "pallet-size": { en: "how many cases are on one pallet", zh: "每托盘所载箱数" },
  "net-content": { en: "the net content of one unit", zh: "单件净含量" },
  density: { en: "how volume and weight convert (a certified yield or density)", zh: "体积与重量的换算关系（核定单耗或密度）" },
  "too-large": { en: "a quantity that can be true (the declared one is too large)", zh: "可信的数量（申报数量过大）" },
};

/** A quantity cannot be converted into the certificate's unit; which fact is missing is named, and nothing is guessed. */
export const rule = defineRule({
  id: "cannot-compare",
  version: 1,
  name: { en: "Quantity cannot be compared", zh: "数量无法比对" },
  next: { en: "Ask the importer to correct the unit, or have the missing packing entered.", zh: "要求进口商更正计量单位，或补录缺失的包装信息。" },
  needs: [],
  thresholds: { points: weight(40) },
  look: (subject, { points }) => {
    const lines = subject.lines.filter((line) => line.standing && line.verdict === "cannot-compare" && line.site.kind === "site");
    const [first] = lines;
    if (first === undefined) return [];
    const words = missingWords(first);
    const quantity = amountWords(first.quantity);
    const more =
      lines.length > 1
        ? {
            en: ` The same holds for lines ${listed(lines.slice(1).map((line) => String(line.no))).en}.`,
            zh: `第${listed(lines.slice(1).map((line) => String(line.no))).zh}项亦同。`,
          }
        : { en: "", zh: "" };
    return [
      {
        line: first.no,
        severity: "medium",
        points,
        facts: { lines: lines.map((line) => ({ no: line.no, gtin: line.gtin, missing: line.missing, value: line.quantity.value, unit: line.quantity.unit })) },
        wording: {
          en: `${quantity.en} of ${first.goods.en} cannot be compared with the certified capacity: ${words.en} is not known.${more.en}`,
          zh: `${first.goods.zh} ${quantity.zh}无法与核定产能比对：缺少${words.zh}。${more.zh}`,
        },
      },
    ];
  },
});

function missingWords(line: SubjectLine): Wording {
  const code = line.missing ?? line.atLodging?.ask ?? "";
  return MISSING[code] ?? { en: code === "" ? "a needed fact" : code, zh: code === "" ? "必要信息" : code };
}
