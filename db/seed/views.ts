import { saveView } from "#lib/triage/commands/saved-view";
import { DEFAULT_VIEW, type DeskView } from "#lib/triage/view";
import { act, type Act } from "./act.ts";
import { daysAgo } from "./clock.ts";
import type { House } from "./house.ts";

const VIEWS: readonly { readonly login: string; readonly name: string; readonly shared: boolean; readonly view: DeskView }[] = [
  { login: "chen", name: "洋山风险分优先", shared: true, view: { ...DEFAULT_VIEW, filter: { office: ["2248"] } } },
  { login: "chen", name: "My wine", shared: false, view: { filter: { category: ["wine"], assignee: "me" }, sort: "due", descending: false } },
  { login: "li", name: "洋山超时未处理", shared: true, view: { filter: { office: ["2248"], overdue: true }, sort: "due", descending: false } },
  { login: "huang", name: "蛇口葡萄酒", shared: true, view: { filter: { office: ["5304"], category: ["wine"] }, sort: "used", descending: true } },
  { login: "wang", name: "待第二人复核", shared: true, view: { filter: { status: ["release-proposed", "refusal-proposed"] }, sort: "due", descending: false } },
  { login: "zhao", name: "超出核定产能", shared: false, view: { filter: { state: "all", verdict: ["exceeds", "suspended"] }, sort: "used", descending: true } },
];

/** Desks as people have arranged them for themselves and their colleagues. */
export function views(house: House): Act[] {
  return VIEWS.map(({ login, ...view }, index) =>
    act(daysAgo(house.clock, 60 - index, "16:20"), async (now) => {
      await saveView(house.person(login), view, now);
    }));
}
