import type { PartType, RecordName, Sizes } from "./profileType.ts";
import type { FactName, Wording } from "./subject.ts";

/** A fact that a condition may name: its type by the sizes at hand, whether it may be missing, what it is, and the group of facts that is read for it where every subject does not have it. */
export type FactField = { readonly type: (sizes: Sizes) => PartType; readonly mayMiss: boolean; readonly says: Wording; readonly values?: readonly string[]; readonly needs?: FactName };

const text = (): ((sizes: Sizes) => PartType) => (sizes) => ({ kind: "string", chars: sizes.text });
const code = (chars: number) => (): PartType => ({ kind: "string", chars });
const plain = (kind: "bool" | "int" | "double" | "timestamp") => (): PartType => ({ kind });
const record = (name: RecordName) => (): PartType => ({ kind: "record", record: name });
const many = (size: keyof Sizes, of: (sizes: Sizes) => PartType) => (sizes: Sizes): PartType => ({ kind: "list", count: sizes[size], of: of(sizes) });

const always = (type: FactField["type"], en: string, zh: string, values?: readonly string[]): FactField => ({ type, mayMiss: false, says: { en, zh }, ...(values === undefined ? {} : { values }) });
const maybe = (type: FactField["type"], en: string, zh: string): FactField => ({ type, mayMiss: true, says: { en: `${en}; may be missing`, zh: `${zh}；可能缺失` } });

const read = (needs: FactName, field: FactField): FactField => ({ ...field, needs });

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
  recent: read(
    "recent",
    always(
      many("found", record("lodging")),
      "What its importer declared of the same producers in the 30 days before; of producers whose goods take 2.5% of a capacity or cost 5,000 yuan here",
      "同一进口商此前 30 天内对相同生产企业的其他报关单；仅限本单占产能 2.5% 或货值 5,000 元以上的生产企业",
    ),
  ),
  bodies: read("bodies", always(many("found", record("body")), "The inspection bodies of the certificates that cover it, and how their certificates turned out", "覆盖本单的证书的检验机构及其证书后续情况")),
  overlaps: read("overlaps", always(many("found", record("overlap")), "Approved certificates of its producers that overlap", "其生产企业相互重叠的已批准证书")),
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
    expiresOn: maybe(plain("timestamp"), "The earliest expiry date that events or reports record for its lots", "事件或报告所载各批号的最早到期日"),
    goodsPeers: read("peers", maybe(record("peers"), "Prices of the same goods in its currency", "同币制的相同商品价格")),
    kindPeers: read("peers", maybe(record("peers"), "Prices of the same category and origin in its currency", "同币制、同品类、同原产地的商品价格")),
    relation: read("relations", maybe(record("relation"), "Since when its importer and its producer are declared together", "收货人与该生产企业往来的起始")),
    ways: read("ways", always(many("found", record("way")), "The ways of its lots that events tell of, with their temperatures", "追溯事件所示各批号的运输过程与温度")),
    serials: read("serials", always(many("found", record("serial")), "Pieces of its lots seen where one piece cannot be, or at many places", "在不可能的地点或多处出现的序列号")),
    markers: read("origins", always(many("found", record("marker")), "What was measured of its lots", "其批号的检测指标")),
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
  peers: {
    lines: always(plain("int"), "How many lines they are", "申报项数"),
    importers: always(plain("int"), "How many importers they come from", "收货人数"),
    median: always(plain("double"), "Their median price for a litre, else a kilogram, else a piece", "每升（否则每千克、每件）价格中位数"),
    ratio: always(plain("double"), "The price of the line against their median: 0.5 is half of it", "本项价格与中位数之比，0.5 即一半"),
    deviations: always(plain("double"), "How many robust standard deviations it lies from them, below zero where it is lower", "偏离中位数的稳健标准差倍数，低于则为负"),
  },
  relation: {
    pairSince: always(plain("timestamp"), "When both were first declared together", "二者首次共同申报时间"),
    siteSince: always(plain("timestamp"), "When the producer was first declared by anybody", "该生产企业首次被申报时间"),
    pairDays: always(plain("int"), "Whole days from the first declaration of both to this one", "二者首次共同申报至本单的整日数"),
    siteDays: always(plain("int"), "Whole days from the first declaration of the producer to this one", "该生产企业首次被申报至本单的整日数"),
    recordDays: always(plain("int"), "Whole days for which declarations had been recorded by then", "截至本单已有记录的整日数"),
  },
  way: {
    lot: always(code(50), "Lot", "生产批号"),
    countries: always(many("found", code(2)), "Countries it was seen in, two letters", "途经国家（两位字母）"),
    handledIn: always(many("found", code(2)), "Countries it was handled in that are none of the declared way", "在申报路线以外进行处理的国家"),
    opened: always(plain("bool"), "Whether its sealed container was opened on the way", "途中施封集装箱是否开启"),
    strangeSeal: always(plain("bool"), "Whether it bore a seal that no document names", "是否出现单证未载的封志"),
    longestStop: maybe(plain("double"), "Days of the longest stop on the way", "途中最长停留天数"),
    kilometres: maybe(plain("double"), "Kilometres from place to place", "逐地累计公里数"),
    detour: maybe(plain("double"), "Its way against the straight line: 2.0 is twice as far", "行程与直线距离之比，2.0 即两倍"),
    readings: always(plain("int"), "Temperature readings on the way", "途中温度读数次数"),
    coldest: maybe(plain("double"), "Lowest temperature, degrees Celsius", "最低温度（°C）"),
    warmest: maybe(plain("double"), "Highest temperature, degrees Celsius", "最高温度（°C）"),
    meanKinetic: maybe(plain("double"), "Mean kinetic temperature, degrees Celsius", "平均动力学温度（°C）"),
    hoursAbove: maybe(plain("double"), "Hours above the limit of its goods, where they have one", "高于商品上限的小时数"),
    hoursBelow: maybe(plain("double"), "Hours below the limit of its goods, where they have one", "低于商品下限的小时数"),
  },
  serial: {
    lot: always(code(50), "Lot", "生产批号"),
    item: always(code(120), "The piece, by its SGTIN", "单品（SGTIN）"),
    places: always(plain("int"), "At how many places it was seen", "出现地点数"),
    made: always(plain("int"), "How many events say that it was made", "记载其生产的事件数"),
    leapKilometres: maybe(plain("double"), "Kilometres between two sightings that are too far apart for the time", "相距过远的两次出现之间的公里数"),
    leapHours: maybe(plain("double"), "Hours between these sightings", "这两次出现相隔小时数"),
  },
  marker: {
    lot: always(code(50), "Lot", "生产批号"),
    name: always(text(), "Marker, such as d13C", "指标名称，如 d13C"),
    value: always(plain("double"), "Value", "数值"),
    unit: always(code(20), "Unit", "单位"),
  },
  lodging: {
    number: always(code(40), "Entry number", "海关编号"),
    site: always(plain("int"), "Number of the producer's site in the house", "生产单位内部编号"),
    lodgedAt: always(plain("timestamp"), "When it was lodged", "申报时间"),
    value: maybe(plain("double"), "What the producer's goods cost in yuan", "该生产企业货物总价（元）"),
  },
  body: {
    name: always(text(), "Name", "名称"),
    certificates: always(plain("int"), "Certificates that it had approved", "已批准证书数"),
    contradicted: always(plain("int"), "Of these contradicted later", "其中后被推翻数"),
  },
  overlap: {
    first: always(code(60), "Number of the one", "证书一编号"),
    second: always(code(60), "Number of the other", "证书二编号"),
  },
};
