import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Filters } from "#components/cases/Filters";
import { Part } from "#components/consignment/Part";
import { Drawn, DutyDraws } from "#components/selection/Drawn";
import { Recheck } from "#components/selection/Recheck";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { plainDate } from "#lib/measures/period";
import { drawOf, drawnPage, dutyDraws, recheckDraw } from "#lib/triage/queries/draws";
import { readingHere } from "../../../../../../../read.ts";
import { addressOf, single } from "../../../../../../../../components/producers/address.ts";

const PAGE = 100;
type Asked = { readonly params: Promise<{ office: string; day: string }>; readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { office, day } = await params;
  return { title: (await getTranslations("selection.draw"))("name", { office, day }) };
}

/** One day's draw at an office: what was committed, the seed, every number with its fraction and outcome, recomputed as the page is made. */
export default async function DrawScreen({ params, searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "selection.read")) return <NotPermitted />;
  const { office, day: asked } = await params;
  const day = plainDate(asked);
  if (day === undefined) notFound();
  const query = await searchParams;
  const [after, which] = [single(query["after"]), single(query["which"]) ?? "drawn"];
  const read = await readingHere(actor, "selection.read", async (tx) => {
    const draw = await drawOf(tx, office, day);
    if (draw === undefined) return undefined;
    const page = await drawnPage(tx, draw, { limit: PAGE, after: after === undefined || !/^\d{1,15}$/.test(after) ? undefined : Number(after), drawn: which === "drawn" });
    return { draw, page, duties: await dutyDraws(tx, office, day), recheck: await recheckDraw(tx, draw) };
  });
  if (read === undefined) notFound();
  const t = await getTranslations("selection.draw");
  const path = `/rules/selection/draws/${office}/${day}`;
  const { draw, page, duties, recheck } = read;
  return (
    <div className="flex flex-col gap-5">
      <PageTitle note={t("note")}>
        {recheck === undefined
          ? t("secretTitle", { office, day })
          : recheck.seedMatches && recheck.wrong.length === 0
            ? t("rightTitle", { office, day, count: recheck.checked })
            : t("wrongTitle", { office, day, count: recheck.wrong.length + (recheck.seedMatches ? 0 : 1) })}
      </PageTitle>
      <Part id="seed" title={t("seedTitle")}><Recheck draw={draw} recheck={recheck} example={page.items[0]?.number ?? duties[0]?.text} /></Part>
      <Part
        id="numbers"
        title={t("numbers")}
        note={draw.seed === null ? t("fractionsLater") : t("fractionsNote")}
        aside={
          <Filters
            label={t("which")}
            chosen={which}
            options={[
              { id: "drawn", label: t("onlyDrawn") },
              { id: "all", label: t("all") },
            ]}
            address={(id) => addressOf(path, { which: id })}
          />
        }
      >
        <Drawn rows={page.items} seed={draw.seed} />
        <PageLinks first={after === undefined ? undefined : addressOf(path, { which })} next={page.next === undefined ? undefined : addressOf(path, { which, after: String(page.next) })} />
      </Part>
      {duties.length === 0 ? null : <Part id="examiners" title={t("examiners")} note={t("examinersNote")}><DutyDraws rows={duties} seed={draw.seed} /></Part>}
    </div>
  );
}
