/** Units of China Customs' code table of units of measure (计量单位代码表) that have a Recommendation 20 or 21 code of this house: number, word, code. */
const UNITS =
  "001 台 H87,006 套 H87,007 个 H87,008 只 H87,009 头 H87,011 件 H87,012 支 XTU,025 双 PR,033 立方米 MTQ,035 千克 KGM,036 克 GRM,063 千升 MTQ,070 吨 TNE,076 磅 LBR," +
  "083 盎司 ONZ,095 升 LTR,096 毫升 MLT,097 英加仑 GLI,098 美加仑 GLL,120 箱 XCS,122 罐 XCX,123 桶 XBA,125 包 XPK,127 打 DZN,134 枚 H87,136 袋 XBG,140 盒 XBX,142 瓶 XBO";

/** Other words for units, as people write them into tables. */
const WORDS =
  "公斤 KGM,kg KGM,kilogram KGM,kilograms KGM,g GRM,gram GRM,grams GRM,t TNE,tonne TNE,tonnes TNE,l LTR,litre LTR,litres LTR,liter LTR,liters LTR,公升 LTR,ml MLT,毫升 MLT,hl HLT,百升 HLT," +
  "bottle XBO,bottles XBO,btl XBO,btls XBO,case XCS,cases XCS,cs XCS,carton XCT,cartons XCT,ctn XCT,ctns XCT,纸箱 XCT,can XCX,cans XCX,tin XTN,tins XTN,听 XTN,bag XBG,bags XBG,box XBX,boxes XBX," +
  "piece H87,pieces H87,pcs H87,pc H87,ea EA,each EA,unit C62,units C62,pair PR,pairs PR,dozen DZN,pallet XPX,pallets XPX,托盘 XPX,托 XPX,barrel XBA,barrels XBA,keg XKG,kegs XKG";

/** Currencies of China Customs' older code table of currencies (货币代码表), which cross-border messages still use. */
const CURRENCIES =
  "110 HKD 港币,116 JPY 日本元,118 KWD 科威特第纳尔,121 MOP 澳门元,122 MYR 马来西亚林吉特,129 PHP 菲律宾比索,132 SGD 新加坡元,133 KRW 韩国圆,136 THB 泰国铢,142 CNY 人民币,143 TWD 新台币," +
  "300 EUR 欧元,302 DKK 丹麦克朗,303 GBP 英镑,326 NOK 挪威克朗,330 SEK 瑞典克朗,331 CHF 瑞士法郎,501 CAD 加拿大元,502 USD 美元,601 AUD 澳大利亚元,609 NZD 新西兰元";

/** Countries by China Customs' older numbers (国别（地区）代码表), ISO 3166-1 alpha-3 and alpha-2. */
const COUNTRIES =
  "101 AFG AF,102 BHR BH,103 BGD BD,104 BTN BT,105 BRN BN,106 MMR MM,107 KHM KH,108 CYP CY,109 PRK KP,110 HKG HK,111 IND IN,112 IDN ID,113 IRN IR,114 IRQ IQ,115 ISR IL,116 JPN JP,117 JOR JO,118 KWT KW," +
  "119 LAO LA,120 LBN LB,121 MAC MO,122 MYS MY,123 MDV MV,124 MNG MN,125 NPL NP,126 OMN OM,127 PAK PK,128 PSE PS,129 PHL PH,130 QAT QA,131 SAU SA,132 SGP SG,133 KOR KR,134 LKA LK,135 SYR SY,136 THA TH," +
  "137 TUR TR,138 ARE AE,139 YEM YE,141 VNM VN,142 CHN CN,143 TWN TW,144 TLS TL,145 KAZ KZ,146 KGZ KG,147 TJK TJ,148 TKM TM,149 UZB UZ," +
  "201 DZA DZ,202 AGO AO,203 BEN BJ,204 BWA BW,205 BDI BI,206 CMR CM,208 CPV CV,209 CAF CF,211 TCD TD,212 COM KM,213 COG CG,214 DJI DJ,215 EGY EG,216 GNQ GQ,217 ETH ET,218 GAB GA,219 GMB GM,220 GHA GH," +
  "221 GIN GN,222 GNB GW,223 CIV CI,224 KEN KE,225 LBR LR,226 LBY LY,227 MDG MG,228 MWI MW,229 MLI ML,230 MRT MR,231 MUS MU,232 MAR MA,233 MOZ MZ,234 NAM NA,235 NER NE,236 NGA NG,237 REU RE,238 RWA RW," +
  "239 STP ST,240 SEN SN,241 SYC SC,242 SLE SL,243 SOM SO,244 ZAF ZA,245 ESH EH,246 SDN SD,247 TZA TZ,248 TGO TG,249 TUN TN,250 UGA UG,251 BFA BF,252 COD CD,253 ZMB ZM,254 ZWE ZW,255 LSO LS,257 SWZ SZ,258 ERI ER,259 MYT YT," +
  "301 BEL BE,302 DNK DK,303 GBR GB,304 DEU DE,305 FRA FR,306 IRL IE,307 ITA IT,308 LUX LU,309 NLD NL,310 GRC GR,311 PRT PT,312 ESP ES,313 ALB AL,314 AND AD,315 AUT AT,316 BGR BG,318 FIN FI,320 GIB GI,321 HUN HU," +
  "322 ISL IS,323 LIE LI,324 MLT MT,325 MCO MC,326 NOR NO,327 POL PL,328 ROU RO,329 SMR SM,330 SWE SE,331 CHE CH,334 EST EE,335 LVA LV,336 LTU LT,337 GEO GE,338 ARM AM,339 AZE AZ,340 BLR BY,343 MDA MD,344 RUS RU," +
  "347 UKR UA,350 SVN SI,351 HRV HR,352 CZE CZ,353 SVK SK,354 MKD MK,355 BIH BA,356 VAT VA,357 FRO FO,358 SRB RS,359 MNE ME," +
  "401 ATG AG,402 ARG AR,403 ABW AW,404 BHS BS,405 BRB BB,406 BLZ BZ,408 BOL BO,410 BRA BR,411 CYM KY,412 CHL CL,413 COL CO,414 DMA DM,415 CRI CR,416 CUB CU,417 CUW CW,418 DOM DO,419 ECU EC,420 GUF GF,421 GRD GD," +
  "422 GLP GP,423 GTM GT,424 GUY GY,425 HTI HT,426 HND HN,427 JAM JM,428 MTQ MQ,429 MEX MX,430 MSR MS,431 NIC NI,432 PAN PA,433 PRY PY,434 PER PE,435 PRI PR,437 LCA LC,439 VCT VC,440 SLV SV,441 SUR SR,442 TTO TT," +
  "443 TCA TC,444 URY UY,445 VEN VE,446 VGB VG,447 KNA KN,448 SPM PM,501 CAN CA,502 USA US,503 GRL GL,504 BMU BM," +
  "601 AUS AU,602 COK CK,603 FJI FJ,606 NRU NR,607 NCL NC,608 VUT VU,609 NZL NZ,610 NFK NF,611 PNG PG,613 SLB SB,614 TON TO,617 WSM WS,618 KIR KI,619 TUV TV,620 FSM FM,621 MHL MH,622 PLW PW,623 PYF PF,625 WLF WF";

const rows = (table: string): string[][] => table.split(",").map((row) => row.split(" "));

const unitCodes: ReadonlyMap<string, string> = new Map([
  ...rows(UNITS).flatMap(
    ([number = "", word = "", code = ""]) =>
      [
        [number, code],
        [word, code],
      ] as const,
  ),
  ...rows(WORDS).map(([word = "", code = ""]) => [word, code] as const),
]);
const currencyCodes: ReadonlyMap<string, string> = new Map(rows(CURRENCIES).flatMap(([number = "", code = "", word = ""]) => [[number, code], [word, code]] as const));
const countryCodes: ReadonlyMap<string, string> = new Map(rows(COUNTRIES).flatMap(([number = "", three = "", two = ""]) => [[number, two], [three, two]] as const));

/** The Recommendation 20 or 21 code of a unit by its customs number (`142`) or by a word for it (瓶, bottles); undefined when nobody can say. */
export function unitCodeOf(text: string): string | undefined {
  return unitCodes.get(text.trim().toLowerCase());
}

/** The ISO 4217 code of a currency by its customs number (`142`) or Chinese name; undefined when it is neither. */
export function currencyCodeOf(text: string): string | undefined {
  return currencyCodes.get(text.trim());
}

/** The ISO 3166-1 alpha-2 code of a country by its customs number (`305`) or alpha-3 code; undefined when it is neither. */
export function countryCodeOf(text: string): string | undefined {
  return countryCodes.get(text.trim().toUpperCase());
}
