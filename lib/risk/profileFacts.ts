import type { PartType, RecordName, Sizes } from "./profileType.ts";
import type { Wording } from "./subject.ts";

/** A fact that a condition may name: its type by the sizes at hand, whether it may be missing, and what it is. */
export type FactField = { readonly type: (sizes: Sizes) => PartType; readonly mayMiss: boolean; readonly says: Wording; readonly values?: readonly string[] };

const text = (): ((sizes: Sizes) => PartType) => (sizes) => ({ kind: "string", chars: sizes.text });
const code = (chars: number) => (): PartType => ({ kind: "string", chars });
const plain = (kind: "bool" | "int" | "double" | "timestamp") => (): PartType => ({ kind });
const record = (name: RecordName) => (): PartType => ({ kind: "record", record: name });
const many = (size: keyof Sizes, of: (sizes: Sizes) => PartType) => (sizes: Sizes): PartType => ({ kind: "list", count: sizes[size], of: of(sizes) });

const always = (type: FactField["type"], en: string, zh: string, values?: readonly string[]): FactField => ({ type, mayMiss: false, says: { en, zh }, ...(values === undefined ? {} : { values }) });
const maybe = (type: FactField["type"], en: string, zh: string): FactField => ({ type, mayMiss: true, says: { en: `${en}; may be missing`, zh: `${zh}；可能缺失` } });

const VERDICT_WORDS = ["exceeds", "suspended", "cannot-compare", "unknown", "near", "within"];

/** What a condition may begin with. `line` makes it a condition on each line by itself. */
export const ROOTS: Readonly<Record<string, FactField>> = {
  declaration: always(record("declaration"), "The declaration itself", "报关单本身"),
  importer: always(record("importer"), "Who imports", "进口商"),
  line: always(record("line"), "Each line by itself: the condition is tried on every line", "逐项：对每一商品项分别判断"),
  lines: always(many("lines", record("line")), "All lines", "全部商品项"),
  accounts: always(many("accounts", record("account")), "The capacity accounts it is charged to", "所计入的产能账户"),
  reports: always(many("reports", record("report")), "The pre-shipment inspection reports of its goods", "有关货物的装运前检验报告"),
  transports: always(many("transports", record("transport")), "The transport documents of its goods", "有关货物的运输单证"),
};

/** The facts of each record, by name. */
export const RECORDS: Readonly<Record<RecordName, Readonly<Record<string, FactField>>>> = {
  declaration: {
    number: always(code(40), "Entry number", "海关编号"),
    office: always(code(20), "Code of the office that decides", "申报地海关代码"),
    officeVerified: always(plain("bool"), "Whether the office is a known one", "关别是否已核实"),
    tradeMode: always(code(4), "Trade mode, such as 0110", "监管方式，如 0110"),
    status: always(code(12), "State in the declaring system", "申报系统中的状态", ["lodged", "withdrawn", "released"]),
    revision: always(plain("int"), "Number of its standing revision", "当前修订号"),
    lodgedAt: always(plain("timestamp"), "When it was lodged", "申报时间"),
    isList: always(plain("bool"), "Whether it is a list of cross-border e-commerce", "是否为跨境电商清单"),
  },
  importer: {
    id: always(plain("int"), "Number of the importer in the house", "进口商内部编号"),
    name: always(text(), "Name", "名称"),
    verified: always(plain("bool"), "Whether the importer is a known one", "进口商是否已核实"),
  },
  line: {
    no: always(plain("int"), "Item number", "项号"),
    gtin: always(code(14), "GTIN, 14 digits", "GTIN（14 位）"),
    goods: always(text(), "Name of the goods in English", "商品英文名称"),
    goodsZh: always(text(), "Name of the goods in Chinese", "商品中文名称"),
    category: always(code(40), "Category, such as wine", "商品类别，如 wine"),
    hsCode: always(code(13), "Tariff code, digits only", "税则号列（仅数字）"),
    originCountry: always(code(2), "Country of origin, two letters", "原产国（两位字母）"),
    declaredSite: always(text(), "The producer as declared", "申报的生产企业"),
    site: maybe(record("site"), "The producer's site, once it is known", "已识别的生产单位"),
    quantity: maybe(plain("double"), "Quantity in the declared unit", "成交数量"),
    unit: always(code(3), "Declared unit, such as XCS", "成交单位，如 XCS"),
    items: maybe(plain("double"), "Quantity in pieces", "数量（件）"),
    litres: maybe(plain("double"), "Quantity in litres", "数量（升）"),
    kilograms: maybe(plain("double"), "Quantity in kilograms", "数量（千克）"),
    price: maybe(plain("double"), "What the line costs in all", "总价"),
    unitPrice: maybe(plain("double"), "Price of one declared unit", "成交单价"),
    pricePerItem: maybe(plain("double"), "Price of one piece", "每件价格"),
    pricePerLitre: maybe(plain("double"), "Price of one litre", "每升价格"),
    pricePerKilogram: maybe(plain("double"), "Price of one kilogram", "每千克价格"),
    currency: maybe(code(3), "Currency of the price, such as EUR", "币制，如 EUR"),
    lots: always(many("lots", code(50)), "Lots", "生产批号"),
    productionDate: maybe(plain("timestamp"), "Production date", "生产日期"),
    vintage: maybe(plain("int"), "Vintage year", "年份"),
    verdict: always(code(14), "Answer on its capacity", "产能比对结论", VERDICT_WORDS),
    used: maybe(plain("double"), "Share of the certified capacity used after it: 1.0 is all of it", "计入后占核定产能的比例，1.0 即全部"),
    reports: always(many("reports", record("report")), "Inspection reports that concern it", "与本项有关的检验报告"),
    transports: always(many("transports", record("transport")), "Transport documents that concern it", "与本项有关的运输单证"),
  },
  site: {
    id: always(plain("int"), "Number of the site in the house", "生产单位内部编号"),
    name: always(text(), "Name", "名称"),
    country: always(code(2), "Country, two letters", "所在国（两位字母）"),
    certified: always(plain("bool"), "Whether it has ever been certified", "是否曾获核定"),
  },
  account: {
    site: always(text(), "Name of the site", "生产单位名称"),
    verdict: always(code(14), "How it stands", "状态", VERDICT_WORDS),
    used: maybe(plain("double"), "Share of its limit that is used: 1.0 is all of it", "已用比例，1.0 即全部"),
    share: maybe(plain("double"), "Share of its limit that this declaration takes", "本报关单占用的比例"),
    from: always(plain("timestamp"), "First day of its production period", "生产期间首日"),
    to: always(plain("timestamp"), "Day after its production period", "生产期间末日次日"),
    earlier: always(plain("int"), "Earlier declarations on it, up to twelve, where it is near its limit or over", "临近或超出限额时其上较早的报关单数（至多十二）"),
  },
  report: {
    number: always(code(60), "Number", "编号"),
    kind: always(code(20), "Kind", "种类", ["label-approval", "loading-supervision", "pre-shipment", "origin"]),
    body: always(text(), "Inspection body", "检验机构"),
    country: always(code(2), "Country of origin by it", "报告所载原产国"),
    container: maybe(code(20), "Container", "集装箱号"),
    linkedBy: always(code(24), "How it was linked", "关联方式", ["lot", "product-quantity-time"]),
  },
  transport: {
    number: always(code(60), "Number", "编号"),
    kind: always(code(20), "Kind of document", "单证种类"),
    carrier: always(text(), "Carrier", "承运人"),
    container: maybe(code(20), "Container", "集装箱号"),
    seals: always(many("lots", code(30)), "Seals", "封志号"),
    portOfLoading: maybe(code(10), "Where it was loaded, by UN/LOCODE such as FRBOD", "装货港（UN/LOCODE，如 FRBOD）"),
  },
};
