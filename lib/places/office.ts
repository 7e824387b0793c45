import type { PlaceName } from "./name.ts";

/** A customs office of China by its four-digit code (关区代码): the first two digits are the customs district that is over it. */
export type Office = { readonly code: string; readonly name: PlaceName };

/** The customs districts directly under the General Administration (直属海关). */
const DISTRICTS: readonly (readonly [string, string, string])[] = [
  ["0100", "Beijing", "北京"],
  ["0200", "Tianjin", "天津"],
  ["0400", "Shijiazhuang", "石家庄"],
  ["0500", "Taiyuan", "太原"],
  ["0600", "Manzhouli", "满洲里"],
  ["0700", "Hohhot", "呼和浩特"],
  ["0800", "Shenyang", "沈阳"],
  ["0900", "Dalian", "大连"],
  ["1500", "Changchun", "长春"],
  ["1900", "Harbin", "哈尔滨"],
  ["2200", "Shanghai", "上海"],
  ["2300", "Nanjing", "南京"],
  ["2900", "Hangzhou", "杭州"],
  ["3100", "Ningbo", "宁波"],
  ["3300", "Hefei", "合肥"],
  ["3500", "Fuzhou", "福州"],
  ["3700", "Xiamen", "厦门"],
  ["4000", "Nanchang", "南昌"],
  ["4200", "Qingdao", "青岛"],
  ["4300", "Jinan", "济南"],
  ["4600", "Zhengzhou", "郑州"],
  ["4700", "Wuhan", "武汉"],
  ["4900", "Changsha", "长沙"],
  ["5100", "Guangzhou", "广州"],
  ["5200", "Huangpu", "黄埔"],
  ["5300", "Shenzhen", "深圳"],
  ["5700", "Gongbei", "拱北"],
  ["6000", "Shantou", "汕头"],
  ["6400", "Haikou", "海口"],
  ["6700", "Zhanjiang", "湛江"],
  ["6800", "Jiangmen", "江门"],
  ["7200", "Nanning", "南宁"],
  ["7900", "Chengdu", "成都"],
  ["8000", "Chongqing", "重庆"],
  ["8300", "Guiyang", "贵阳"],
  ["8600", "Kunming", "昆明"],
  ["8800", "Lhasa", "拉萨"],
  ["9000", "Xi'an", "西安"],
  ["9400", "Urumqi", "乌鲁木齐"],
  ["9500", "Lanzhou", "兰州"],
  ["9600", "Yinchuan", "银川"],
  ["9700", "Xining", "西宁"],
];

/** Port and local offices under them that much of the trade passes; an office that is not here is taken in as unverified. */
const LOCAL_OFFICES: readonly (readonly [string, string, string])[] = [
  ["0202", "Xingang Customs", "新港海关"],
  ["0402", "Qinhuangdao Customs", "秦皇岛海关"],
  ["0403", "Tangshan Customs", "唐山海关"],
  ["0702", "Erenhot Customs", "二连海关"],
  ["0901", "Dalian Harbour Customs", "大连港湾海关"],
  ["0902", "Dalian Airport Customs", "大连机场海关"],
  ["2201", "Pujiang Customs", "浦江海关"],
  ["2202", "Wusong Customs", "吴淞海关"],
  ["2203", "Hongqiao Airport Customs", "上海虹桥机场海关"],
  ["2208", "Baoshan Customs", "宝山海关"],
  ["2210", "Pudong Customs", "浦东海关"],
  ["2218", "Waigaoqiao Customs", "外高桥海关"],
  ["2225", "Waigang Customs", "外港海关"],
  ["2233", "Pudong Airport Customs", "浦东国际机场海关"],
  ["2244", "Shanghai Express Consignments", "上海快件"],
  ["2248", "Yangshan Port Area", "洋山港区"],
  ["2249", "Yangshan Bonded Area", "洋山保税"],
  ["2301", "Lianyungang Customs", "连云港海关"],
  ["2302", "Nantong Customs", "南通海关"],
  ["2303", "Suzhou Customs", "苏州海关"],
  ["2304", "Wuxi Customs", "无锡海关"],
  ["2305", "Zhangjiagang Customs", "张家港海关"],
  ["2921", "Yiwu Customs", "义乌海关"],
  ["3102", "Zhenhai Customs", "镇海海关"],
  ["3104", "Beilun Customs", "北仑海关"],
  ["3702", "Quanzhou Customs", "泉州海关"],
  ["3703", "Zhangzhou Customs", "漳州海关"],
  ["4201", "Yantai Customs", "烟台海关"],
  ["4202", "Rizhao Customs", "日照海关"],
  ["4204", "Weihai Customs", "威海海关"],
  ["4258", "Qingdao Qianwan Bonded Port", "青岛前湾保税港区"],
  ["4908", "Changsha Huanghua Airport Customs", "长沙黄花机场海关"],
  ["5141", "Guangzhou Baiyun Airport Customs", "广州白云机场海关"],
  ["5165", "Nansha Customs", "南沙海关"],
  ["5204", "Dongguan Customs", "东莞海关"],
  ["5205", "Taiping Customs", "太平海关"],
  ["5301", "Huanggang Customs", "皇岗海关"],
  ["5302", "Luohu Customs", "罗湖海关"],
  ["5303", "Shatoujiao Customs", "沙头角海关"],
  ["5304", "Shekou Customs", "蛇口海关"],
  ["5306", "Sungang Customs", "笋岗海关"],
  ["5307", "Nantou Customs", "南头海关"],
  ["5309", "Buji Customs", "布吉海关"],
  ["5316", "Dapeng Customs", "大鹏海关"],
  ["5317", "Shenzhen Bao'an Airport Customs", "深圳宝安机场海关"],
  ["5318", "Meilin Customs", "梅林海关"],
  ["5320", "Wenjindu Customs", "文锦渡海关"],
  ["5345", "Shenzhen Bay Customs", "深圳湾海关"],
  ["5348", "Dachan Bay Customs", "大铲湾海关"],
  ["5349", "Qianhai Port Area", "前海港区"],
  ["5795", "Hengqin Customs", "横琴海关"],
  ["7206", "Fangcheng Customs", "防城海关"],
  ["7207", "Dongxing Customs", "东兴海关"],
  ["7208", "Pingxiang Customs", "凭祥海关"],
  ["7212", "Qinzhou Customs", "钦州海关"],
  ["7220", "Youyiguan Customs", "友谊关海关"],
];

/** Every office known by name, in the order of the codes of China's customs office table (关区代码表). */
export const OFFICES: readonly Office[] = [
  ...DISTRICTS.map(([code, en, zh]) => ({ code, name: { en: `${en} Customs`, zh: `${zh}海关` } })),
  ...LOCAL_OFFICES.map(([code, en, zh]) => ({ code, name: { en, zh } })),
].toSorted((a, b) => (a.code < b.code ? -1 : 1));

const byCode: ReadonlyMap<string, Office> = new Map(OFFICES.map((office) => [office.code, office]));

/** The office of a code; undefined when it is not known by name, which does not mean that there is none. */
export function officeOf(code: string): Office | undefined {
  return byCode.get(code);
}

/** The customs district over an office, itself for a district; undefined when the code is none or the district is not known. */
export function districtOf(code: string): Office | undefined {
  return isOfficeCode(code) ? byCode.get(`${code.slice(0, 2)}00`) : undefined;
}

/** Whether the text has the form of an office code: four ASCII digits. */
export function isOfficeCode(text: string): boolean {
  return /^\d{4}$/.test(text);
}
