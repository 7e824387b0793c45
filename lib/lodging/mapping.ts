import { columnsOf } from "#lib/feeds/header";
import type { HeaderWords } from "#lib/feeds/header";
import type { Mapping, Target } from "#lib/feeds/mapping";

/** Words by which columns of declarations are headed, in Chinese as customs' forms have them and in English. */
const WORDS: HeaderWords<Exclude<Target, "revision" | "status" | "procedure">> = {
  number: ["海关编号", "报关单号", "报关单编号", "申报单号", "entry number", "entry no", "declaration number", "declaration no", "declaration", "number", "EntryId"],
  lodgedAt: ["申报日期", "申报时间", "报关日期", "lodged at", "lodged", "declaration date", "declared on", "date", "DDate"],
  office: ["申报地海关", "进境关别", "海关", "关区", "关区代码", "customs office", "office", "port", "CustomMaster", "IEPort"],
  tradeMode: ["监管方式", "贸易方式", "trade mode", "TradeMode", "procedure code"],
  importerId: ["进口商代码", "进口企业代码", "进口企业编码", "境内收货人代码", "收货人代码", "海关注册编码", "统一社会信用代码", "importer code", "importer id", "importer number", "TradeCode"],
  importerName: ["进口商名称", "进口企业名称", "进口企业", "境内收货人", "收货人", "进口商", "importer", "importer name", "consignee", "TradeName"],
  lineNo: ["项号", "商品项号", "序号", "line", "line no", "item no", "item", "GNo"],
  gtin: ["商品条码", "条码", "gtin", "ean", "barcode", "bar code", "product code"],
  goods: ["商品名称", "品名", "货物名称", "货号", "商品", "goods", "product", "description", "goods description", "product name", "GName"],
  hsCode: ["商品编号", "商品编码", "税号", "hs编码", "hs code", "hs", "tariff", "commodity code", "CodeTS"],
  site: ["生产单位注册号", "生产单位", "生产企业", "境外生产企业名称", "生产商", "酒庄", "production site", "site", "producer", "manufacturer", "gln", "MnufctrRegno", "EngManEntCnm"],
  quantity: ["成交数量", "申报数量", "数量", "quantity", "qty", "declared quantity", "GQty"],
  unit: ["成交单位", "成交计量单位", "计量单位", "单位", "unit", "uom", "unit of measure", "GUnit"],
  lots: ["生产批号", "批号", "批次号", "批次", "lot", "lots", "lot number", "batch", "ProdBatchNo"],
  productionDate: ["生产日期", "production date", "produced on", "made on", "ProduceDate"],
  vintage: ["年份", "生产年份", "vintage", "year"],
  priceAmount: ["成交单价", "单价", "price", "unit price", "DeclPrice"],
  priceCurrency: ["币制", "成交币制", "货币", "currency", "TradeCurr"],
  originCountry: ["原产国", "原产国地区", "原产地", "country of origin", "origin", "origin country", "OriginCountry"],
};

/** A mapping that a table's own header suggests. What it does not name is left open; no value is made up. */
export function suggestMapping(header: readonly string[]): Mapping {
  const columns = Object.fromEntries(Object.entries(columnsOf(header, WORDS)).map(([target, column]) => [target, { column }]));
  return { columns, dates: "unambiguous", numbers: "plain", fullWidth: "refuse", words: {}, offset: "+08:00" };
}

/** How many of a mapping's columns a header has: of several mappings that fit, the fullest is offered. Zero where one is missing. */
export function fit(mapping: Mapping, header: readonly string[]): number {
  const columns = Object.values(mapping.columns).flatMap((origin) => ("column" in origin ? [origin.column] : []));
  return columns.every((column) => header.includes(column)) ? columns.length : 0;
}
