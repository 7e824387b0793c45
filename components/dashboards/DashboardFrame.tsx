import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageTitle } from "#components/ui/PageTitle";
import type { FigureStanding } from "#lib/dashboards/figure-standing";
import type { FigureView } from "#lib/dashboards/figure-view";
import { addDays } from "#lib/measures/period";
import { Age } from "./Age.tsx";
import { Pickers } from "./Pickers.tsx";
import { spanText, type Wording } from "./worded.ts";

type Given = {
  readonly title: string;
  readonly view: FigureView;
  readonly standing: FigureStanding;
  readonly offices: readonly { readonly code: string; readonly name: string }[];
  readonly now: Date;
  readonly wording: Wording;
  readonly actions: ReactNode;
  readonly children: ReactNode;
};

/** What every screen of the dashboards has: a title that says facts, of which days and office, how old the figures are, and the choice of both. */
export function DashboardFrame({ title, view, standing, offices, now, wording, actions, children }: Given) {
  const names = new Map(offices.map(({ code, name }) => [code, name]));
  const against = view.against === null ? null : view.against.what === "before" ? "before" : view.against.office;
  return (
    <>
      <PageTitle
        actions={actions}
        note={
          <>
            {spanText({ view }, names, wording)} · <Age key={now.toISOString()} asOf={standing.asOf?.toISOString() ?? null} now={now.toISOString()} waiting={standing.waiting} />
          </>
        }
      >
        {title}
      </PageTitle>
      <Pickers chosen={{ days: view.days, from: view.period.from, last: addDays(view.period.to, -1), office: view.office, against }} offices={offices} />
      {children}
      <Checked check={standing.check} />
    </>
  );
}

/** What the latest recount found. */
function Checked({ check }: { readonly check: FigureStanding["check"] }) {
  const t = useTranslations("dashboards.check");
  const said = check === null ? t("never") : check.differences === 0 ? t("right", { day: check.day }) : t("wrong", { day: check.day, n: check.differences });
  return <p className={`mt-4 text-xs ${check !== null && check.differences > 0 ? "text-red" : "text-ink-faint"}`}>{said}</p>;
}
