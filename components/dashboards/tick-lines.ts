const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;

/** About how wide a text is, in widths of a Chinese character. */
function widthOf(text: string): number {
  return Array.from(text).reduce((sum, one) => sum + (WIDE.test(one) ? 1 : 0.56), 0);
}

/** A name in lines no wider than `most` Chinese characters, parted at spaces and between Chinese characters; what goes beyond the last line is left off and marked so. */
export function linesOf(name: string, most: number, lines: number): string[] {
  const pieces = name.match(new RegExp(`${WIDE.source}|\\s+|(?:(?!${WIDE.source})\\S)+`, "g")) ?? [];
  const made: string[] = [];
  let line = "";
  for (const piece of pieces) {
    if (line !== "" && widthOf((line + piece).trimEnd()) > most) {
      made.push(line.trim());
      line = "";
    }
    line = line === "" ? piece.trimStart() : line + piece;
  }
  if (line.trim() !== "") made.push(line.trim());
  return made.length <= lines ? made : [...made.slice(0, lines - 1), `${made[lines - 1] ?? ""}…`];
}
