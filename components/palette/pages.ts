import { mayRole, type Permission, type Role } from "#lib/access/permission";
import en from "#messages/en/pages.json" with { type: "json" };
import zh from "#messages/zh-CN/pages.json" with { type: "json" };

/** A page that a person may open, by its name in the reader's language. */
export type PageFound = { readonly id: PageId; readonly href: string; readonly name: string };

type PageId = keyof typeof en;

/** Every page with an address of its own, and the permission of which it is opened; null: whoever is signed in. A partner's own room is a partner's alone. */
export const PAGES = {
  desk: ["/desk", "desk.read"],
  partner: ["/partner", "partner"],
  imports: ["/imports", "declaration.lodge"],
  importsNew: ["/imports/new", "declaration.lodge"],
  producers: ["/producers", "capacity.read"],
  certificates: ["/certificates", "certificate.read"],
  certificatesNew: ["/certificates/new", "certificate.submit"],
  carryOvers: ["/certificates/carry-overs", "certificate.read"],
  policies: ["/certificates/policies", "certificate.read"],
  yields: ["/certificates/yields", "certificate.read"],
  inspections: ["/inspections", "examination.report"],
  reports: ["/inspections/reports", "inspection-report.submit"],
  reportsNew: ["/inspections/reports/new", "inspection-report.submit"],
  cases: ["/cases", "case.read"],
  casesNew: ["/cases/new", "case.open"],
  questions: ["/questions", "site.answer-question"],
  items: ["/items", "event.read"],
  dashboards: ["/dashboards", "figure.read"],
  flow: ["/dashboards/flow", "figure.read"],
  time: ["/dashboards/time", "figure.read"],
  lanes: ["/dashboards/lanes", "figure.read"],
  ruleShares: ["/dashboards/rules", "figure.read"],
  overrides: ["/dashboards/overrides", "figure.read"],
  overruns: ["/dashboards/overruns", "figure.read"],
  bodies: ["/dashboards/bodies", "figure.read"],
  map: ["/dashboards/map", "figure.read"],
  wall: ["/dashboards/wall", "figure.read"],
  alerts: ["/alerts", "alert.manage"],
  alertsNew: ["/alerts/new", "alert.manage"],
  notices: ["/notices", "notice.read"],
  rules: ["/rules", "rule.read"],
  profiles: ["/rules/profiles", "rule.read"],
  profilesNew: ["/rules/profiles/new", "profile.write"],
  backtests: ["/rules/backtests", "backtest.run"],
  backtestsNew: ["/rules/backtests/new", "backtest.run"],
  selection: ["/rules/selection", "selection.read"],
  model: ["/rules/model", "rule.read"],
  feedback: ["/rules/feedback", "outcome.read"],
  references: ["/rules/references", "rule.read"],
  referencesNew: ["/rules/references/new", "reference.write"],
  limits: ["/rules/references/limits", "rule.read"],
  digits: ["/analysis/digits", "analysis.read"],
  mirror: ["/analysis/mirror", "analysis.read"],
  capacity: ["/analysis/capacity", "analysis.read"],
  sources: ["/feeds", "source.read"],
  sourcesNew: ["/feeds/sources/new", "source.manage"],
  documents: ["/feeds/documents", "event.read"],
  events: ["/feeds/events", "event.read"],
  queries: ["/feeds/queries", "event.read"],
  quarantine: ["/feeds/quarantine", "quarantine.correct"],
  checks: ["/feeds/checks", "truth.read"],
  people: ["/admin/people", "people.manage"],
  peopleNew: ["/admin/people/new", "people.manage"],
  organisations: ["/admin/organisations", "people.manage"],
  offices: ["/admin/offices", "people.manage"],
  keys: ["/admin/keys", "key.manage"],
  roles: ["/admin/roles", "audit.read"],
  ledger: ["/admin/ledger", "ledger.check"],
  audit: ["/admin/audit", "audit.read"],
  account: ["/account", null],
  api: ["/docs/api", null],
} as const satisfies Record<PageId, readonly [string, Permission | "partner" | null]>;

const MOST = 8;

/** The pages a role may open whose name, in either language or by its pinyin initials, holds the text; those that begin with it first. */
export function pagesFound(text: string, role: Role, locale: string): PageFound[] {
  const asked = text.trim().toLowerCase();
  if (asked === "") return [];
  const found = (Object.keys(PAGES) as PageId[]).flatMap((id) => {
    const [href, opens] = PAGES[id];
    if (!(opens === null || (opens === "partner" ? role === "partner" : mayRole(role, opens)))) return [];
    const at = Math.min(...[en[id].toLowerCase(), zh[id].toLowerCase(), initialsOf(zh[id])].map((name) => name.indexOf(asked)).map((place) => (place === -1 ? Infinity : place)));
    return at === Infinity ? [] : [{ at, page: { id, href, name: locale === "en" ? en[id] : zh[id] } }];
  });
  return found.toSorted((a, b) => Math.min(a.at, 1) - Math.min(b.at, 1)).slice(0, MOST).map(({ page }) => page);
}

/** The first character of each letter in the order of pinyin, in which i, u and v begin no syllable. */
const FIRST = ["阿", "八", "嚓", "咑", "妸", "发", "旮", "哈", "讥", "咔", "垃", "妈", "拏", "噢", "妑", "七", "呥", "扨", "它", "穵", "夕", "丫", "帀"] as const;
const LETTERS = "abcdefghjklmnopqrstwxyz";
const byPinyin = new Intl.Collator("zh-u-co-pinyin");

/** The pinyin initials of a name, other characters as they are: 审单工作台 is sdgzt. */
export function initialsOf(name: string): string {
  return Array.from(name.toLowerCase(), (one) => (/\p{Script=Han}/u.test(one) ? LETTERS.charAt(FIRST.findLastIndex((bound) => byPinyin.compare(bound, one) <= 0)) : one)).join("");
}
