/** The colour of a series, and how full it is: lanes and outcomes have their own, classes of time grow darker, red once the time allowed is over. */
export type Tone = { readonly colour: string; readonly opacity: number };

const NAMED: Readonly<Record<string, string>> = {
  red: "--red", yellow: "--amber", blue: "--blue", green: "--green", past: "--red", inTime: "--accent", released: "--green", refused: "--red", withdrawn: "--neutral", confirmed: "--red", falseKnown: "--neutral", overruns: "--red",
  exceeded: "--amber", redPerDay: "--red", examinedPerDay: "--blue", examinable: "--neutral", remote: "--violet", "red-released-unexamined": "--red", "red-released-examined": "--amber", "green-stopped": "--green",
};
const CLASSES: Readonly<Record<string, number>> = { turn0: 0.3, turn25: 0.5, turn50: 0.7, turn75: 0.9, turn100: 0.5, turn150: 0.75, turn200: 1, stay0: 0.3, stay1: 0.4, stay2: 0.5, stay4: 0.6, stay8: 0.7, stay24: 0.8, stay48: 0.9, stay72: 1 };

/** The tone of a column. */
export function toneOf(column: string): Tone {
  const late = ["turn100", "turn150", "turn200"].includes(column);
  return { colour: `var(${late ? "--red" : (NAMED[column] ?? "--accent")})`, opacity: CLASSES[column] ?? 1 };
}
