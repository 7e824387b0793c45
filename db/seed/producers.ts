import type { SortName } from "./goods.ts";
import type { BodyCode } from "./people.ts";

/** How a producer's certificates are to be found: `share` is how much of the latest year's is used up; there `never` were any, or the latest is `not-yet` decided on. */
export type Certified = { readonly share: number } | "never" | "not-yet";

/** A producer of the background trade: GS1 company prefix, name, country, place in degrees, goods, the body that certifies it. */
export type Producer = {
  readonly prefix: string;
  readonly name: string;
  readonly alias?: string;
  readonly country: string;
  readonly lat: number;
  readonly lon: number;
  readonly sort: SortName;
  readonly body: BodyCode;
  readonly certified: Certified;
  /** How much of the trade it has, against 1. */
  readonly weight: number;
};

const [FR, NZ, CL, IT, JP] = ["IB-FR-033", "IB-NZ-007", "IB-CL-012", "IB-IT-021", "IB-JP-005"] as const;

function made(prefix: string, country: string, name: string, lat: number, lon: number, sort: SortName, body: BodyCode, certified: number | "never" | "not-yet" = 0.55, weight = 1, alias?: string): Producer {
  const given = { prefix, name, country, lat, lon, sort, body, weight, certified: typeof certified === "number" ? { share: certified } : certified };
  return alias === undefined ? given : { ...given, alias };
}

/** The producers of the background trade. None is a real one. */
export const PRODUCERS: readonly Producer[] = [
  made("3014477", "FR", "Château Montfaucon-les-Ormes", 44.87, -0.21, "wine", FR, 0.62, 1.4, "蒙福孔榆树酒庄"),
  made("3014912", "FR", "Domaine des Sept Vents", 43.61, 3.02, "bulkwine", FR, 0.48, 1.2),
  made("3015238", "FR", "Cave de Saint-Aubrac", 43.29, 2.71, "bulkwine", FR, 0.93, 0.9),
  made("3015501", "FR", "Laboratoires Sauverac", 43.55, 1.48, "cosmetics", FR, 0.41, 1.1, "索薇拉克实验室"),
  made("3016604", "FR", "Fromagerie du Haut-Lisle", 46.14, 6.42, "cheese", FR, 0.57, 0.6),
  made("8003315", "IT", "Cantina Valdoria", 45.44, 10.99, "wine", IT, 0.71, 1.1),
  made("8003902", "IT", "Tenuta Roccascura", 43.32, 11.33, "wine", IT, "not-yet", 1.2),
  made("8004127", "IT", "Frantoio Collalto di Sopra", 42.91, 12.73, "oil", IT, 0.52, 0.9),
  made("8411260", "ES", "Bodegas Peñarrubia del Sil", 42.36, -7.14, "bulkwine", IT, 0.66, 1.2, "西尔红岩酒庄"),
  made("8412718", "ES", "Almazara Sierra Morada", 37.88, -3.79, "oil", IT, 0.79, 1.2),
  made("8413509", "ES", "Lácteos Val de Ancares", 43.01, -7.56, "milk", IT, 0.44, 0.7),
  made("5601833", "PT", "Quinta do Vale Escuro", 41.16, -7.79, "wine", IT, 0.58, 0.7),
  made("5203417", "GR", "Messini Olive Mill", 37.05, 22.01, "oil", IT, 0.37, 0.7),
  made("4017755", "DE", "Molkerei Hochwaldtal", 49.71, 7.06, "milk", FR, 0.63, 1.3, "高林谷乳品厂"),
  made("4018293", "DE", "Brauerei Steinfurter Hof", 49.89, 10.89, "beer", FR, 0.5, 1.1),
  made("4019046", "DE", "Privatbrauerei Adlerkamp", 51.51, 7.47, "beer", FR, 1.05, 0.8),
  made("8712094", "NL", "Zuivelfabriek Oosterbeemd", 52.52, 5.91, "formula", FR, 0.69, 1.3, "东圩乳品厂"),
  made("8713380", "NL", "Kaasmakerij De Lage Dijk", 52.02, 4.71, "cheese", FR, 0.46, 0.7),
  made("5701922", "DK", "Vesterhav Mejeri", 56.36, 8.62, "formula", FR, 0.54, 0.9),
  made("7040117", "NO", "Sørvær Fjordlaks", 70.63, 21.99, "salmon", FR, 0.6, 1.3, "南韦尔峡湾三文鱼"),
  made("7041256", "NO", "Havbris Oppdrett", 67.28, 14.4, "salmon", FR, 0.72, 1.0),
  made("9311807", "AU", "Murrindale Nutritionals", -37.32, 145.14, "formula", NZ, 0.58, 1.0, "默林代尔营养品"),
  made("9312650", "AU", "Coolabah Downs Beef, Plant 612", -27.56, 151.95, "beef", NZ, 0.64, 1.2, "库拉巴牧场612厂"),
  made("9313384", "AU", "Barossa Hollow Estate", -34.53, 138.95, "wine", NZ, 0.74, 1.2),
  made("9314419", "AU", "Yarrabee Skin Care", -33.81, 151.0, "cosmetics", NZ, "never", 0.6),
  made("9415023", "NZ", "Waipara Ridge Dairy, Plant 2", -43.06, 172.76, "formula", NZ, 0.61, 1.3, "怀帕拉乳品二厂"),
  made("9416610", "NZ", "Kaimai Honey House", -37.69, 176.17, "honey", NZ, 0.97, 1.0, "凯迈蜂蜜"),
  made("9417208", "NZ", "Southland Meadow Milk", -46.41, 168.35, "milk", NZ, 0.49, 1.1),
  made("9418733", "NZ", "Tasman Bay Beef, ME 88", -41.27, 173.28, "beef", NZ, 0.56, 0.8),
  made("7801349", "CL", "Viña Alto Cachagua", -34.6, -71.3, "wine", CL, 0.68, 1.4, "卡恰瓜高地酒庄"),
  made("7802216", "CL", "Frutícola Río Teno", -34.87, -71.16, "cherries", CL, 0.76, 1.3, "特诺河果业"),
  made("7803577", "CL", "Exportadora Los Maitenes del Sur", -35.43, -71.66, "cherries", CL, 0.52, 0.9),
  made("7791804", "AR", "Bodega Cerro Pintado", -33.04, -68.88, "wine", CL, 0.59, 0.8),
  made("7792561", "AR", "Frigorífico Pampa Norte", -34.6, -60.95, "beef", CL, 0.96, 1.0),
  made("6004471", "ZA", "Stellenkloof Cellars", -33.94, 18.86, "wine", CL, "not-yet", 1.1),
  made("7703862", "CO", "Beneficio La Esperanza del Huila", 2.2, -75.63, "coffee", CL, 0.42, 0.6),
  made("0718844", "US", "Columbia Bend Fruit Packers", 45.6, -121.18, "cherries", CL, 1.1, 0.6),
  made("4546128", "JP", "Shirakaba Cosmetics, Nasu Plant", 36.99, 140.1, "cosmetics", JP, 0.66, 1.2, "白桦化妆品那须工厂"),
  made("8803955", "KR", "Hanbit Skin Science, Osong", 36.63, 127.33, "cosmetics", JP, 0.95, 1.1),
  made("8852417", "TH", "Chanthaburi Golden Orchard", 12.61, 102.1, "durian", JP, 0.7, 1.3, "尖竹汶金果园"),
];
