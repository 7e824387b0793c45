/** Marks that never begin a line (GB/T 15834, 5.1: closing marks, and what belongs to the word before). */
const NOT_FIRST = new Set("，。、；：！？）】》〉」』〕｝”’…—–·～％‰℃々,.;:!?)]}%/");
/** Marks that never end a line: opening marks, and signs that belong to the number after. */
const NOT_LAST = new Set("（【《〈「『〔｛“‘([{$¥￥#");
const WIDE = /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u;
const HAN = /\p{Script=Han}/u;
/** Where a word that is longer than its line may be cut without a hyphen. */
const SEAM = new Set("-/_.:·");

/**
 * Breaks a text into lines no wider than `width`: Latin words stay whole, Chinese breaks between characters but not before a closing
 * mark nor after an opening one, a number keeps its measure word. A word wider than a whole line is cut, at a seam where it has one.
 */
export function linesOf(text: string, width: number, measure: (text: string) => number): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).flatMap((paragraph) => filled(piecesOf(paragraph), width, measure));
}

/** The pieces of a paragraph that no line may part, each with the spaces that follow it. */
export function piecesOf(paragraph: string): string[] {
  const pieces: string[] = [];
  let before: string | undefined;
  for (const { segment } of new Intl.Segmenter("zh", { granularity: "grapheme" }).segment(paragraph)) {
    if (before === undefined || mayBreak(before, segment)) pieces.push(segment);
    else pieces.push((pieces.pop() ?? "") + segment);
    before = segment;
  }
  return pieces;
}

function mayBreak(before: string, after: string): boolean {
  if (after === " ") return false;
  if (NOT_FIRST.has(after) || NOT_LAST.has(before)) return false;
  if (before === " ") return true;
  if (/\d$/.test(before) && HAN.test(after)) return false;
  return WIDE.test(before) || WIDE.test(after);
}

function filled(pieces: readonly string[], width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces.flatMap((each) => (measure(each.trimEnd()) > width ? cut(each, width, measure) : [each]))) {
    if (line !== "" && measure((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** Cuts a word that fits in no line: the longest start that fits, back to its last seam where there is one past the middle. */
function cut(word: string, width: number, measure: (text: string) => number): string[] {
  const parts: string[] = [];
  let rest = [...new Intl.Segmenter("zh", { granularity: "grapheme" }).segment(word)].map(({ segment }) => segment);
  while (rest.length > 1 && measure(rest.join("").trimEnd()) > width) {
    let fits = 1;
    while (fits < rest.length && measure(rest.slice(0, fits + 1).join("")) <= width) fits += 1;
    const seam = rest.slice(0, fits).findLastIndex((character) => SEAM.has(character)) + 1;
    const at = seam > fits / 2 ? seam : fits;
    parts.push(rest.slice(0, at).join(""));
    rest = rest.slice(at);
  }
  return [...parts, rest.join("")];
}
