import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Producer } from "#components/producers/Producer";
import { may, type Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { simulateFall } from "#lib/capacity/commands/simulate";
import { latestCheckOf, producerAccounts } from "#lib/capacity/queries/producer";
import { bodiesOfSite, listCertificates } from "#lib/certificates/queries";
import { declarationNumbers } from "#lib/consignments/queries";
import { dateIn } from "#lib/measures/period";
import { openQuestionCount, productsWithPacking, siteByPublicId, sitesByIds } from "#lib/parties/queries";
import { latestOfSite, openCountsOf } from "#lib/triage/queries/site";
import { single } from "../../../../../components/producers/address.ts";

type Asked = { readonly params: Promise<{ id: string }>; readonly searchParams: Promise<{ fall?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame"))("room.producers") };
}

/** A producer's site: what it is certified for, what was declared against it, by whom, and what would fall with a certificate. */
export default async function ProducerScreen({ params, searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "capacity.read")) return <NotPermitted />;
  const id = decodeURIComponent((await params).id);
  const now = new Date();
  const read = await siteRead(actor, id);
  if (read === undefined) notFound();
  const falling = single((await searchParams).fall);
  const fall = falling === undefined ? undefined : await fallOf(actor, read.site.id, falling, now);
  return <Producer {...read} fall={fall} locale={await getLocale()} month={dateIn(now).slice(0, 7)} />;
}

/** The site by its inner id or by a number it is known by, with everything its page shows. */
function siteRead(actor: Actor, id: string) {
  return reading(actor, "capacity.read", async (tx) => {
    const site = /^\d{1,10}$/.test(id) ? (await sitesByIds(tx, [Number(id)])).get(Number(id)) : await siteByPublicId(tx, id);
    if (site === undefined) return undefined;
    const accounts = await producerAccounts(tx, site.id);
    const { items: certificates } = await listCertificates(tx, { siteId: site.id }, { limit: 200 });
    const products = await productsWithPacking(tx, [...accounts, ...certificates].flatMap(({ scope }) => (scope.kind === "gtins" ? scope.values : [])));
    return {
      site, accounts, certificates,
      goods: [...products.values()].map(({ gtin, nameEn, nameZh }) => ({ gtin, nameEn, nameZh })),
      bodies: await bodiesOfSite(tx, site.id),
      latest: await latestOfSite(tx, site.id, 10),
      open: (await openCountsOf(tx, [site.id])).get(site.id) ?? 0,
      questions: await openQuestionCount(tx, site.id),
      check: await latestCheckOf(tx, site.id),
    };
  });
}

/** What would change if a certificate fell; undefined where the site has no such certificate. */
async function fallOf(actor: Actor, siteId: number, number: string, now: Date) {
  try {
    const { lines, accounts, numbers } = await reading(actor, "capacity.simulate", async (tx) => {
      const simulated = await simulateFall(tx, siteId, number, now);
      return { ...simulated, numbers: await declarationNumbers(tx, simulated.lines.map((line) => line.declarationId)) };
    });
    return { number, accounts, lines: lines.map((line) => ({ ...line, number: numbers.get(line.declarationId) ?? "" })) };
  } catch (error) {
    if (error instanceof Refusal && error.code === "unknown-certificate") return undefined;
    throw error;
  }
}
