import { confirmClosing, proposeClosing } from "#lib/cases/commands/close";
import { openCase } from "#lib/cases/commands/open";
import { addExhibit, addFact, addNote } from "#lib/cases/commands/record";
import { addTask, assignCase, completeTask } from "#lib/cases/commands/task";
import { act, type Act } from "./act.ts";
import { after, daysAgo, type Clock } from "./clock.ts";
import type { House } from "./house.ts";
import { caseGtin, gln, gtin } from "./keys.ts";
import { entryNumber, type PaperLine } from "./paper.ts";
import { dateAgo, deciding, lodging, priceOf, seconding } from "./scene.ts";
import { TRADERS } from "./traders.ts";

const VINEYARD = "3021107";
const CREAM = "8809127";
const RED = { bottle: gtin(VINEYARD, 15), box: caseGtin(VINEYARD, 15) };
const JAR = gtin(CREAM, 7);

/** Entry numbers of the two cases: the declarations of the older overrun, and the refused cream. */
export function inquiryNumbers(clock: Clock): Readonly<Record<"within" | "over" | "more" | "refused", string>> {
  return {
    within: entryNumber("5304", daysAgo(clock, 82), 71_540),
    over: entryNumber("5304", daysAgo(clock, 43), 72_806),
    more: entryNumber("2248", daysAgo(clock, 36), 289_655),
    refused: entryNumber("2233", daysAgo(clock, 150), 90_377),
  };
}

/** The case that is being worked on: an older overrun, opened by the market regulator; and one that is closed: a refused cosmetic. */
export function inquiries(house: House): Act[] {
  return [...overrun(house), ...refusedCream(house)];
}

function overrun(house: House): Act[] {
  const { clock } = house;
  const numbers = inquiryNumbers(clock);
  const vintage = Number(dateAgo(clock, 1_000).slice(0, 4));
  const site = gln(VINEYARD);
  const line = (cases: number, lot: string): PaperLine => ({ gtin: RED.box, hsCode: "2204210000", site, value: String(cases), unit: "XCS", lots: [lot], vintage, price: priceOf(18_600, 6), origin: "FR" });
  const at = { within: daysAgo(clock, 82, "10:00"), over: daysAgo(clock, 43, "09:15"), more: daysAgo(clock, 36, "14:10") };
  const opened = daysAgo(clock, 34, "11:00");
  const inquiry = { number: "" };
  return [
    act(daysAgo(clock, 445, "10:00"), async (now) => {
      await house.site({ id: site, name: "Domaine du Vieux Charmoy", country: "FR", kind: "winery", identifiers: ["FR 21.480.112"], aliases: ["老夏穆瓦酒庄"], location: { lat: 47.16, lon: 4.95 } }, now);
      await house.product(
        {
          gtin: RED.bottle,
          en: `Domaine du Vieux Charmoy ${vintage}, red wine, 750 mL`,
          zh: `老夏穆瓦酒庄${vintage}年干红葡萄酒 750毫升`,
          hsCode: "2204210000",
          category: "wine",
          net: { value: "750", unit: "MLT" },
          inCase: { gtin: RED.box, quantity: 6 },
        },
        now,
      );
    }),
    act(daysAgo(clock, 320, "10:00"), (now) =>
      house.certify(
        {
          number: `FR-33-${vintage + 1}-0098`,
          site,
          body: "IB-FR-033",
          scope: { gtins: [RED.bottle] },
          quantity: { value: "6000", unit: "XBO" },
          from: `${vintage}-01-01`,
          to: `${vintage + 1}-01-01`,
        },
        now,
      ),
    ),
    lodging(house, { number: numbers.within, at: at.within, office: "5304", importer: TRADERS.pengwan, lines: [line(750, "VC-0310")] }),
    deciding(house, after(at.within, 90), "he.jun", numbers.within, "release", "documents-in-order"),
    lodging(house, { number: numbers.over, at: at.over, office: "5304", importer: TRADERS.jinzun, lines: [line(800, "VC-0388")] }),
    deciding(house, after(at.over, 65), "huang", numbers.over, "hold", "capacity-exceeded", { note: "核定6,000瓶，累计申报9,300瓶。" }),
    lodging(house, { number: numbers.more, at: at.more, office: "2248", importer: TRADERS.ruilan, lines: [line(450, "VC-0401")] }),
    deciding(house, after(at.more, 50), "chen", numbers.more, "order-examination", "capacity-exceeded", { examination: { kind: "physical", instructions: "开箱查验批号VC-0401十箱；对标签、封帽、批号拍照；抽取两瓶送同位素检测。" } }),
    act(opened, async (now) => {
      inquiry.number = (
        await openCase(
          house.person("zhao"),
          {
            title: `Domaine du Vieux Charmoy（老夏穆瓦酒庄）${vintage}年份葡萄酒申报数量超出核定产能`,
            allegation: `三家进口企业在两个口岸累计申报${vintage}年份12,000瓶，该酒庄核定产能为6,000瓶。或其中两家的货物另有来源，或证书有误。`,
            consignments: [numbers.within, numbers.over, numbers.more],
          },
          now,
        )
      ).number;
      await assignCase(house.person("zhao"), { ...inquiry, assignee: "me" }, after(now, 5));
    }),
    act(daysAgo(clock, 33, "09:20"), async (now) => {
      await addNote(house.person("zhao"), { ...inquiry, text: "三家进口企业登记股东无重合。@qian 请查运费由谁支付。" }, now);
      await addTask(house.person("zhao"), { ...inquiry, title: "向阿基坦审核检验所（Aquitaine Audit & Inspection）调取采收申报和酒罐登记簿", assignee: house.person("zhao").id, dueOn: dateAgo(clock, 20) }, after(now, 12));
      await addTask(house.person("zhao"), { ...inquiry, title: "核对三票货物的运费发票", assignee: house.person("qian").id, dueOn: dateAgo(clock, -4) }, after(now, 18));
    }),
    act(daysAgo(clock, 22, "15:40"), async (now) => {
      const first = await addTask(house.person("zhao"), { ...inquiry, title: "每批各取两瓶送检", dueOn: dateAgo(clock, -9) }, now);
      await addFact(house.person("zhao"), { ...inquiry, statement: "检验机构确认：4.1公顷产6,000瓶，无第二份证书。", exhibit: 4 }, after(now, 20));
      await addNote(house.person("qian"), { ...inquiry, text: `第二、第三票运费由同一自由港账户支付。任务${first.id}已送实验室。` }, after(now, 90));
    }),
    act(daysAgo(clock, 19, "10:10"), async (now) => {
      await addFact(house.person("qian"), { ...inquiry, statement: "该酒庄灌装登记止于VC-0312，其中无批号VC-0388和VC-0401。" }, now);
      await addExhibit(house.person("qian"), { ...inquiry, kind: "certificate", reference: `FR-33-${vintage + 1}-0098` }, after(now, 10));
    }),
  ];
}

function refusedCream(house: House): Act[] {
  const { clock } = house;
  const { refused } = inquiryNumbers(clock);
  const site = gln(CREAM);
  const at = daysAgo(clock, 150, "10:30");
  const opened = daysAgo(clock, 148, "09:40");
  const inquiry = { number: "" };
  return [
    act(daysAgo(clock, 425, "10:00"), async (now) => {
      await house.site({ id: site, name: "Seorin Cosmetics, Plant Ansan", country: "KR", kind: "factory", aliases: ["瑞林化妆品安山工厂"], location: { lat: 37.32, lon: 126.83 } }, now);
      await house.product({ gtin: JAR, en: "Seorin ginseng cream, 50 mL", zh: "瑞林人参面霜 50毫升", hsCode: "3304990039", category: "cosmetics", net: { value: "50", unit: "MLT" } }, now);
    }),
    act(daysAgo(clock, 310, "10:00"), (now) => house.certify({ number: "KR-005-COS-0588", site, body: "IB-JP-005", scope: { gtins: [JAR] }, quantity: { value: "20000", unit: "H87" }, from: dateAgo(clock, 420), to: dateAgo(clock, 55) }, now)),
    lodging(house, { number: refused, at, office: "2233", importer: TRADERS.tianhui, tradeMode: "9610", lines: [{ gtin: JAR, hsCode: "3304990039", site, value: "46000", unit: "H87", lots: ["SG-19C"], productionDate: dateAgo(clock, 200), price: priceOf(2_900), origin: "KR" }] }),
    deciding(house, after(at, 40), "lu.ming", refused, "hold", "capacity-exceeded"),
    act(opened, async (now) => {
      inquiry.number = (await openCase(house.person("zhao"), { title: "Seorin Cosmetics（瑞林化妆品）人参面霜申报数量超出工厂产能", allegation: "同一批号申报46,000瓶，该厂年核定产能为20,000瓶，标签疑似仿冒。", consignments: [refused] }, now)).number;
    }),
    act(daysAgo(clock, 140, "14:00"), async (now) => {
      const task = await addTask(house.person("zhao"), { ...inquiry, title: "寄送十瓶样品请生产企业鉴别", assignee: house.person("zhao").id, dueOn: dateAgo(clock, 130) }, now);
      await completeTask(house.person("zhao"), { ...inquiry, task: task.id }, after(now, 9 * 24 * 60));
      await addFact(house.person("zhao"), { ...inquiry, statement: "生产企业书面说明：从未生产批号SG-19C，瓶身批号编制规则与其不符。", exhibit: 1 }, after(now, 9 * 24 * 60 + 15));
    }),
    deciding(house, daysAgo(clock, 128, "10:00"), "lu.ming", refused, "refuse", "counterfeit-suspected", { note: "生产企业说明已附卷。" }),
    seconding(house, daysAgo(clock, 128, "15:20"), "zhou", refused),
    act(daysAgo(clock, 120, "11:00"), async (now) => {
      await proposeClosing(house.person("zhao"), { ...inquiry, outcome: "violation-confirmed", note: "系假冒商品，不予进境，已监督销毁；对进口企业处以罚款。" }, now);
    }),
    act(daysAgo(clock, 117, "16:00"), async (now) => {
      await confirmClosing(house.person("qian"), inquiry, now);
    }),
  ];
}
