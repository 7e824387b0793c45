import { eq, inArray } from "drizzle-orm";
import { consignments, examinations } from "#db/schema/triage";
import { reading } from "#lib/audit/command";
import { reportExamination } from "#lib/inspections/commands";
import { assign } from "#lib/triage/commands/assign";
import { decide } from "#lib/triage/commands/decide";
import { second } from "#lib/triage/commands/second";
import type { ConsignmentStatus } from "#lib/triage/decision";
import type { Lane } from "#lib/triage/lane";
import type { Officer } from "#lib/triage/officer";
import { inParallel } from "./act.ts";
import { Chance } from "./chance.ts";
import { after } from "./clock.ts";
import type { House } from "./house.ts";
import type { Paper } from "./paper.ts";
import type { Trade } from "./trade.ts";
import { isWrong, whatWasFound } from "./wrong.ts";

type OnDesk = { readonly number: string; readonly lane: Lane; readonly status: ConsignmentStatus; readonly office: string };

/** How many people decide at the same moment. */
const AT_ONCE = 8;
/** Minutes until an office is through with a consignment, by lane: within the time it is allowed. */
const TAKES = { green: [18, 200], yellow: [55, 430], red: [300, 1300], blue: [300, 1300] } as const satisfies Record<Lane, readonly [number, number]>;

/** How many of what is not left waiting are examined, by lane. */
const EXAMINED = { green: 0.07, yellow: 0.35, red: 0, blue: 0 } as const satisfies Record<Lane, number>;

/** What the officers do about what has just arrived: decide on it, or leave it waiting in one state or another. */
export async function workThrough(house: House, arrived: readonly Trade[], now: Date): Promise<void> {
  const numbers = arrived.map(({ paper }) => paper.number);
  const rows = await reading(house.person("wang"), "desk.read", (tx) =>
    tx.select({ number: consignments.number, lane: consignments.lane, status: consignments.status, office: consignments.officeCode }).from(consignments).where(inArray(consignments.number, numbers)));
  const byNumber = new Map(arrived.map((trade) => [trade.paper.number, trade]));
  await inParallel(rows.filter(({ status }) => status === "to-triage"), AT_ONCE, async (row) => {
    const chance = new Chance(row.number);
    const officer = chance.one(house.officers(row.office));
    const trade = byNumber.get(row.number);
    if (trade === undefined) throw new Error(`${row.number} did not arrive with these`);
    const waiting = trade.waiting && stillWaits(house, row, now, chance);
    await (waiting ? leave(house, row, officer, chance, now) : close(house, row, trade.paper, officer, chance, now));
  });
}

/** What has waited longer than its lane allows is mostly done by now. */
function stillWaits({ clock }: House, { lane }: OnDesk, now: Date, chance: Chance): boolean {
  const hours = (clock.now.getTime() - now.getTime()) / 3_600_000;
  if (lane === "red") return true;
  return hours < (lane === "green" ? 4 : 8) || chance.happens(lane === "green" ? 0.3 : 0.55);
}

async function close(house: House, row: OnDesk, paper: Paper, officer: Officer, chance: Chance, now: Date): Promise<void> {
  const at = (minutes: number): Date => new Date(Math.min(after(now, minutes).getTime(), house.clock.now.getTime()));
  const { number, lane } = row;
  const took = chance.whole(TAKES[lane][0], TAKES[lane][1]);
  if (chance.happens(EXAMINED[lane])) return examine(house, row, { paper, officer, chance, ordered: at(took / 2), reported: at(took) });
  if (lane === "green") {
    await decide(officer, { number, decision: "release", reason: chance.happens(0.7) ? "documents-in-order" : "low-risk" }, at(took));
    return;
  }
  if (chance.happens(lane === "red" ? 1 : 0.12)) await decide(officer, { number, decision: "hold", reason: lane === "red" ? "capacity-exceeded" : "awaiting-information" }, at(took / 4));
  if (lane === "yellow") {
    await decide(officer, { number, decision: "release", reason: chance.happens(0.6) ? "documents-in-order" : "explained-by-importer" }, at(took));
    return;
  }
  const refused = chance.happens(0.3);
  await decide(officer, refused ? { number, decision: "refuse", reason: "capacity-exceeded", note: "生产企业确认未再生产。" } : { number, decision: "release", reason: "explained-by-importer", note: "系上年度库存，有仓库记录为证。" }, at(took));
  await second(house.person(chance.one(["wang", "zhou"])), { number }, at(took + 45));
}

type Examined = { readonly paper: Paper; readonly officer: Officer; readonly chance: Chance; readonly ordered: Date; readonly reported: Date };

/** The goods are examined. Found as declared, a supervisor releases them, since who found nothing does not; else they are refused by two. */
async function examine(house: House, { number, lane }: OnDesk, { paper, officer, chance, ordered, reported }: Examined): Promise<void> {
  const reason = lane === "green" ? "random-check" : "documents-disagree";
  await decide(officer, { number, decision: "order-examination", reason, examination: { kind: "physical", instructions: "清点件数，核对批号与单证。" } }, ordered);
  const [order] = await reading(officer, "examination.report", (tx) =>
    tx.select({ id: examinations.id }).from(examinations).innerJoin(consignments, eq(consignments.id, examinations.declarationId)).where(eq(consignments.number, number)));
  if (order === undefined) throw new Error(`no examination of ${number} was ordered`);
  if (!isWrong(paper)) {
    await reportExamination(officer, { id: order.id, result: "conform", note: "件数、批号与申报一致。" }, reported);
    await decide(house.person("wang"), { number, decision: "release", reason: "examined-conform" }, reported);
    return;
  }
  await reportExamination(officer, { id: order.id, result: "discrepancy", note: whatWasFound(number) }, reported);
  await decide(officer, { number, decision: "refuse", reason: "not-conform", note: "依查验结果。" }, reported);
  await second(house.person(chance.one(["wang", "zhou"])), { number }, after(reported, 1));
}

/** Somebody may have taken it, and may have begun. */
async function leave(house: House, row: OnDesk, officer: Officer, chance: Chance, now: Date): Promise<void> {
  const at = new Date(Math.min(after(now, chance.whole(3, 40)).getTime(), house.clock.now.getTime()));
  const { number, lane } = row;
  if (chance.happens(0.35)) await assign(officer, { number, assignee: "me" }, at);
  const does = lane === "green" ? "wait" : chance.weighed(lane === "yellow" ? YELLOW : RED);
  switch (does) {
    case "wait":
      return;
    case "hold":
      await decide(officer, { number, decision: "hold", reason: lane === "red" ? "capacity-exceeded" : "awaiting-information" }, at);
      return;
    case "correct":
      await decide(officer, { number, decision: "request-correction", reason: "documents-disagree" }, at);
      return;
    case "examine":
      await decide(
        officer,
        {
          number,
          decision: "order-examination",
          reason: lane === "red" ? "capacity-exceeded" : "random-check",
          examination: { kind: chance.happens(0.8) ? "physical" : "remote", instructions: "清点件数，对标签和批号拍照。" },
        },
        at,
      );
      return;
    case "release":
      await decide(officer, { number, decision: "release", reason: "explained-by-importer", note: "生产企业已提供上年度库存记录。" }, at);
      return;
    case "refuse":
      await decide(officer, { number, decision: "refuse", reason: "capacity-exceeded" }, at);
  }
}

const YELLOW = [["wait", 68], ["hold", 10], ["correct", 10], ["examine", 12]] as const;
const RED = [["wait", 40], ["hold", 24], ["examine", 16], ["release", 12], ["refuse", 8]] as const;
