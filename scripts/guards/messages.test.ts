import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { missing } from "./documented.ts";
import { argumentsOf, chineseInEnglish, differences, flattened, latinInChinese, textsOf } from "./messages.ts";
import { refusalCodes } from "./refusals.ts";
import { readTree, treeOf } from "./source.ts";
import { isUsed, unanswered, usesIn } from "./wording.ts";

/** English texts that are Chinese on purpose, and Chinese ones that are not, each with its reason. */
const MEANT: Readonly<Record<string, string>> = {
  "frame.otherLanguage": "names the other language in that language",
  "access.account.languages.en": "a language is named in itself",
  "access.account.languages.zh-CN": "a language is named in itself",
  "access.signIn.product": "the product has its name in both languages",
};

/** Keys that are found by a name the code never writes, each group with who finds it. */
const FOUND_BY_NAME = [
  { keys: /^refusals\./, by: "the code of a Refusal" },
  { keys: /^cases\.moment\./, by: "the action of an audit entry, through lib/dossier/vocabulary.ts" },
] as const;

const root = join(import.meta.dirname, "..", "..");
const tree = readTree(root);
const en = textsOf(root, "en");
const zh = textsOf(root, "zh-CN");

describe("the two languages", () => {
  test("have the same keys with the same arguments", () => {
    expect(differences(en, zh)).toEqual([]);
  });

  test.each([["en", en], ["zh-CN", zh]] as const)("%s has no empty text", (_language, texts) => {
    expect([...texts].filter(([, text]) => text.trim() === "").map(([key]) => key)).toEqual([]);
  });

  test("keep to themselves: no Chinese in English, no untranslated English in Chinese", () => {
    expect(chineseInEnglish(en, MEANT)).toEqual([]);
    expect(latinInChinese(zh, MEANT)).toEqual([]);
  });
});

describe("the code and its words", () => {
  const uses = usesIn(tree);

  test("every text is used", () => {
    expect([...en.keys()].filter((key) => !isUsed(key, uses) && !FOUND_BY_NAME.some(({ keys }) => keys.test(key)))).toEqual([]);
  });

  test("every text that is asked for is there", () => {
    expect(unanswered(uses, [...en.keys()])).toEqual([]);
  });

  test("every refusal has its sentence", () => {
    const worded = [...en.keys()].flatMap((key) => /^refusals\.([^.]+)/.exec(key)?.[1] ?? []);
    expect(missing(refusalCodes(tree), worded)).toEqual([]);
  });
});

describe("the guard tells", () => {
  const texts = (of: Readonly<Record<string, string>>) => new Map(Object.entries(of));

  test.each([
    { what: "a key of one language", one: { "a.b": "x", "a.c": "x" }, other: { "a.b": "x" }, told: "a.c: in en only" },
    { what: "a key of the other", one: { "a.b": "x" }, other: { "a.b": "x", "a.d": "x" }, told: "a.d: in zh-CN only" },
    { what: "an argument that is missing", one: { "a.b": "{count} rows" }, other: { "a.b": "行" }, told: "a.b: {count} is text in en, missing in zh-CN" },
    { what: "an argument of another kind", one: { "a.b": "{on, date}" }, other: { "a.b": "{on}" }, told: "a.b: {on} is date in en, text in zh-CN" },
    { what: "choices that differ", one: { "a.b": "{x, select, a {1} other {2}}" }, other: { "a.b": "{x, select, b {1} other {2}}" }, told: "a.b: {x} is select(a|other) in en, select(b|other) in zh-CN" },
    { what: "a tag that is missing inside a plural", one: { "a.b": "{n, plural, one {<b>#</b>} other {#}}" }, other: { "a.b": "{n}" }, told: "a.b: {b} is tag in en, missing in zh-CN" },
  ])("$what", ({ one, other, told }) => {
    expect(differences(texts(one), texts(other))).toEqual([told]);
  });

  test("nothing where a plural of English is a plain number in Chinese", () => {
    expect(differences(texts({ "a.b": "{n, plural, one {# row} other {# rows}}" }), texts({ "a.b": "{n} 行" }))).toEqual([]);
  });

  test("a text that is not ICU, a value that is not text", () => {
    expect(() => argumentsOf("{count, plural, one {x}}")).toThrow("MISSING_OTHER_CLAUSE");
    expect(() => flattened("a", { b: 1 })).toThrow("a.b");
  });

  test.each([
    { text: "Release", told: true },
    { text: "Nothing to show", told: true },
    { text: "{count, plural, other {# new}}", told: true },
    { text: "GTIN", told: false },
    { text: "EPCIS 2.0", told: false },
    { text: "放行 Release", told: false },
    { text: "{value}", told: false },
  ])("whether Chinese was left in English: $text", ({ text, told }) => {
    expect(latinInChinese(texts({ "a.b": text }), {}).length).toBe(told ? 1 : 0);
  });

  test("Chinese that was left in English", () => {
    expect(chineseInEnglish(texts({ "a.b": "Release 放行" }), {})).toEqual(["a.b: Release 放行"]);
  });

  test.each([
    { what: "a plain key", code: 'const t = useTranslations("a"); t("b");', used: ["a.b"], lost: [] },
    { what: "a key below a nested namespace", code: 'const t = await getTranslations("a.c"); t.rich("d");', used: ["a.c.d"], lost: [] },
    { what: "either of two", code: 'const t = useTranslations("a"); t(x ? "b" : "e");', used: ["a.b", "a.e"], lost: [] },
    { what: "a part known at run time", code: 'const t = useTranslations("a"); t(`c.${x}`);', used: ["a.c.d"], lost: [] },
    { what: "a key known at run time", code: 'const t = useTranslations("a.c"); t(x);', used: ["a.c.d"], lost: [] },
    { what: "a translator that names its namespace beside others", code: 'const t = await getTranslations({ locale, namespace: "a" }); t("b");', used: ["a.b"], lost: [] },
    { what: "a translator that was handed on", code: 'export const says = (t: Words) => t("c.d");', used: ["a.c.d"], lost: [] },
    { what: "a key that is not there", code: 'const t = useTranslations("a"); t("gone");', used: [], lost: ["a.gone (app/x.tsx:1)"] },
    { what: "a group that is not there", code: 'const t = useTranslations("a"); t(`gone.${x}`);', used: [], lost: ["a.gone.* (app/x.tsx:1)"] },
  ])("$what", ({ code, used, lost }) => {
    const keys = ["a.b", "a.c.d", "a.e"];
    const uses = usesIn(treeOf({ "app/x.tsx": code }));
    expect(keys.filter((key) => isUsed(key, uses))).toEqual(used);
    expect(unanswered(uses, keys)).toEqual(lost);
  });

  test("the codes of refusals", () => {
    expect(refusalCodes(treeOf({ "lib/cases/commands.ts": 'throw new Refusal("conflict", "decided-meanwhile", {});' }))).toEqual([{ word: "decided-meanwhile", where: "lib/cases/commands.ts:1" }]);
  });
});
