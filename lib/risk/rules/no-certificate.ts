import { listed } from "../amount.ts";
import { defineRule } from "../rule.ts";
import type { SubjectLine, Wording } from "../subject.ts";
import { weight } from "../threshold.ts";

/** No approved certificate covers a line that counts: the capacity is unknown, neither zero nor infinite (docs/capacity.md rule 5). */
export const rule = defineRule({
  id: "no-certificate",
  version: 1,
  name: { en: "No capacity certificate", zh: "无产能证书" },
  next: { en: "Ask the inspection body or the producer for a certificate of this production period.", zh: "向检验机构或生产企业索取该生产期的产能证书。" },
  needs: [],
  thresholds: { points: weight(40) },
  look: (subject, { points }) => {
    const lines = subject.lines.filter((line) => line.standing && line.effect === "counts" && line.verdict === "unknown" && line.site.kind === "site");
    const [first] = lines;
    if (first === undefined) return [];
    const sites = [...new Set(lines.map((line) => (line.site.kind === "site" ? line.site.name : line.declaredSite)))];
    const bodies = distinct(lines.flatMap((line) => (line.site.kind === "site" ? line.site.bodies : [])));
    const names = listed(sites);
    const ask = whomToAsk(names, bodies);
    return [
      {
        line: first.no,
        severity: "medium",
        points,
        facts: { lines: lines.map((line) => line.no), sites, periods: lines.map(periodOf), ask: bodies },
        wording: {
          en: `No approved certificate covers what ${names.en} made in ${listed([...new Set(lines.map(periodOf))]).en}; ask ${ask.en}.`,
          zh: `${names.zh}在${listed([...new Set(lines.map(periodOf))]).zh}期间的产品无有效产能证书；请向${ask.zh}核实。`,
        },
      },
    ];
  },
});

function whomToAsk(producers: Wording, bodies: readonly Wording[]): Wording {
  if (bodies.length === 0) return { en: `the producer which inspection body certifies it`, zh: `${producers.zh}及其检验机构` };
  return { en: `${listed(bodies).en}, who certified this producer for other goods or periods`, zh: `曾为其出具证书的${listed(bodies).zh}` };
}

function distinct(words: readonly Wording[]): Wording[] {
  return [...new Map(words.map((word) => [word.en, word])).values()];
}

/** The production period as it reads: the vintage, one day, or from and to (which is not in it). */
function periodOf(line: SubjectLine): string {
  if (line.vintage !== null && line.producedFrom === `${line.vintage}-01-01`) return String(line.vintage);
  const nextDay = new Date(Date.parse(`${line.producedFrom}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return nextDay === line.producedTo ? line.producedFrom : `${line.producedFrom}/${line.producedTo}`;
}
