import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { attachmentName, compose, dossierNumber, leadingFinding, sourcesHash } from "./compose.ts";
import { exampleFinding, exampleRecord } from "./example.ts";
import { folded, momentAct, momentDetail } from "./moment.ts";
import type { Block, Dossier } from "./model.ts";

const NOON = new Date("2026-03-02T04:00:00Z");
const made = (changes: Parameters<typeof exampleRecord>[0] = {}): Dossier => compose(exampleRecord(changes), { at: NOON, by: "mei", no: 2 });
const all = <Kind extends Block["kind"]>(dossier: Dossier, kind: Kind) => dossier.blocks.filter((block): block is Extract<Block, { kind: Kind }> => block.kind === kind);
const chapters = (dossier: Dossier): string[] => all(dossier, "chapter").map((chapter) => chapter.title.en);

describe("a dossier", () => {
  it("says the sentence of the leading finding in both languages, as it fired, on its cover", () => {
    expect(all(made(), "statement")).toEqual([{
      kind: "statement",
      text: exampleFinding().wording,
      source: { en: "The finding as it fired: D-3, volume-over-capacity 1, 2026-03-02 12:00", zh: "风险发现原文：D-3, volume-over-capacity 1, 2026-03-02 12:00" },
    }]);
  });

  it("has its chapters in the order a court reads, and leaves out those with nothing in them", () => {
    expect(chapters(made())).toEqual([
      "Allegation",
      "Parties",
      "Facts established",
      "Declared against certified",
      "The working of each number",
      "Capacity certificates",
      "Findings",
      "Decisions",
      "Examinations",
      "Notes",
      "Tasks",
      "Timeline",
      "Annex: sources and how to check them",
    ]);
    expect(chapters(made({ parties: [], facts: [], accounts: [], consignments: [], certificates: [], findings: [], examinations: [], notes: [], tasks: [], moments: [] }))).toEqual(
      ["Allegation", "Annex: sources and how to check them"],
    );
  });

  it("puts the declarations side by side with the running total, those of the case marked", () => {
    const table = all(made(), "table").find((each) => each.columns.some((column) => column.label.en === "Running total"));
    expect(table?.rows.map(({ cells, marked }) => [cells[0], cells[5], marked])).toEqual([
      ["D-1", { en: "10,000 bottles", zh: "10,000瓶" }, false],
      ["D-2", { en: "18,000 bottles", zh: "18,000瓶" }, false],
      ["D-3", { en: "60,000 bottles", zh: "60,000瓶" }, true],
    ]);
  });

  it("draws the account as a bar that is cut at the certified limit", () => {
    expect(all(made(), "bar")[0]).toMatchObject({
      limit: 0.3,
      pieces: [
        { tone: "other", to: 10 / 60 },
        { tone: "other", to: 0.3 },
        { tone: "over", to: 1 },
      ],
      limitLabel: { en: "18,000 bottles certified" },
      endLabel: { zh: "累计申报 60,000瓶" },
    });
  });

  it("shows the working of each line and words what was assumed", () => {
    const facts = all(made(), "facts").flatMap((block) => block.facts);
    expect(facts.find((fact) => fact.label.en === "Calculation")?.value).toEqual({ en: "7,000 cases × 6 = 42,000 bottles", zh: "7,000 箱 × 6 = 42,000 瓶" });
    expect(facts.find((fact) => fact.label.en === "Assumptions")?.value).toMatchObject({ zh: "生产日期不详，按申报日期计" });
  });

  it("gives certificate decisions with the effective and the recorded date", () => {
    const table = all(made(), "table").find((each) => each.columns.some((column) => column.label.en === "Effective"));
    expect(table?.rows[0]?.cells.slice(1, 4)).toEqual(["2023-01-01", "2026-03-02 12:00", "mei"]);
  });

  it("holds notes and tasks in full, each with its author, its time and the hash of its record", () => {
    const record = exampleRecord();
    const [text, sha256] = ["note 4", createHash("sha256").update("note 4").digest("hex")];
    const dossier = made({ sources: [...record.sources, { kind: "note", reference: "4", title: "mei", text, sha256, exhibits: [] }] });
    const [notes, tasks] = ["Written", "To whom, by when"].map((label) => all(dossier, "table").find((each) => each.columns.some((column) => column.label.en === label)));
    expect(notes?.rows[0]?.cells).toEqual(["1", record.notes[0]?.text, "mei\n2026-03-02 12:00", { text: ["2", ...sha256.match(/.{16}/g) ?? []].join("\n"), look: "fine" }]);
    expect(tasks?.rows[0]?.cells.slice(1, 5)).toEqual(["Ask the body for its audit", "mei\n2026-03-02 12:00", { stack: ["anna", { en: "due 2026-03-09", zh: "期限 2026-03-09" }] }, { en: "Open", zh: "未完成" }]);
  });

  it("tells a hash that changed since the record was taken in", () => {
    const [source] = exampleRecord().sources;
    const sources = source === undefined ? [] : [{ ...source, exhibits: [{ no: 1, sha256: "0".repeat(64), byName: "anna", at: NOON }] }];
    const annex = JSON.stringify(all(made({ sources }), "table").at(-1));
    expect(annex).toContain("Changed since; it was");
    expect(JSON.stringify(all(made(), "table").at(-1))).not.toContain("Changed since");
  });

  it("attaches each source under its number, and one hash stands for all", () => {
    const [source] = exampleRecord().sources;
    expect(made().attachments).toEqual([{ name: "001-declaration-D-3-1.json", text: '{"number":"D-3"}', description: "declaration D-3/1" }]);
    expect(sourcesHash(exampleRecord().sources)).toBe(createHash("sha256").update(`1 ${source?.sha256}\n`).digest("hex"));
    expect(attachmentName({ kind: "event", reference: "urn:uuid:a/b c" }, 11)).toBe("012-event-urn-uuid-a-b-c.json");
    expect(dossierNumber("C-2026-000001", 2)).toBe("C-2026-000001/D2");
  });
});

describe("the leading finding", () => {
  it.each([
    ["the one of the most points", [exampleFinding({ id: 1, points: 20 }), exampleFinding({ id: 2 })], 2],
    ["of equals the latest", [exampleFinding({ id: 1, firedAt: new Date(NOON.getTime() + 1) }), exampleFinding({ id: 2 })], 1],
    ["none that was cleared", [exampleFinding({ id: 1, clearedAt: NOON }), exampleFinding({ id: 2, points: 5 })], 2],
    ["nothing where nothing stands", [exampleFinding({ clearedAt: NOON })], undefined],
  ])("is %s", (_, findings, id) => {
    expect(leadingFinding(findings)?.id).toBe(id);
  });
});

describe("the timeline", () => {
  const read = (by: string) => ({ kind: "entry" as const, at: NOON, by, action: "case.read", subject: { kind: "case", id: "C-1" }, facts: {} });

  it("tells a visit's readings once, and not those that show what the person has just done", () => {
    const note = { ...read("mei"), action: "case.add-note" };
    const later = { ...read("mei"), at: new Date(NOON.getTime() + 30 * 60_000 + 1) };
    expect(
      folded([read("mei"), read("mei"), read("moe"), read("mei"), note, read("mei"), note, later], "C-1").map(
        (moment) => `${moment.by} ${moment.kind === "entry" ? moment.action : moment.decision} ${moment.times}`,
      ),
    ).toEqual(["mei case.read 2", "moe case.read 1", "mei case.read 1", "mei case.add-note 1", "mei case.add-note 1", "mei case.read 1"]);
  });

  it("leaves out what a declaration says of this very case, and keeps what it says of another", () => {
    const linked = (number: string) => ({ ...read("anna"), action: "consignment.case-linked", subject: { kind: "declaration", id: "D-3" }, facts: { case: number } });
    expect(folded([linked("C-1"), linked("C-2")], "C-1").map((moment) => momentDetail(moment))).toEqual([{ subject: "D-3", said: [], text: "C-2" }]);
  });

  it("words what was done and what it was done to", () => {
    expect(momentAct(read("mei"))).toEqual({ en: "Read the case", zh: "查阅案件" });
    expect(momentAct({ ...read("mei"), action: "something.else" })).toEqual({ en: "something.else", zh: "something.else" });
    expect(momentDetail({ ...read("mei"), action: "case.close", facts: { outcome: "transferred", note: "To the police." } })).toMatchObject({ said: [{ zh: "移送其他机关" }], text: "To the police." });
    expect(
      momentDetail({
        kind: "decision",
        at: NOON,
        by: "anna",
        number: "D-3",
        decision: "refuse",
        reason: "not-conform",
        note: "",
        from: "held",
        to: "refusal-proposed",
        secondedBy: "sun",
        secondedAt: NOON,
        declined: true,
        undoneAt: null,
      }),
    ).toMatchObject({ subject: "D-3", said: [{ zh: "查验不符" }, { en: "declined by sun" }] });
  });
});
