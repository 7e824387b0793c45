import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Certificate } from "#components/certificates/Certificate";
import { actorKey, may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { auditPage } from "#lib/audit/queries";
import { simulateFall } from "#lib/capacity/commands/simulate";
import { certificateView } from "#lib/certificates/queries";
import { declarationNumbers } from "#lib/consignments/queries";
import { dateIn } from "#lib/measures/period";
import { productsWithPacking } from "#lib/parties/queries";
import { readingHere } from "../../../../read.ts";
import { single } from "../../../../../components/producers/address.ts";
import { decideOn } from "../actions.ts";

type Asked = { readonly params: Promise<{ number: string }>; readonly searchParams: Promise<{ decide?: string | string[] }> };

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  return { title: decodeURIComponent((await params).number) };
}

/** One capacity certificate; who decides on it sees what would fall before they suspend or revoke. */
export default async function CertificateScreen({ params, searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "certificate.read")) return <NotPermitted />;
  const number = decodeURIComponent((await params).number);
  const locale = await getLocale();
  const now = new Date();
  const read = await readingHere(actor, "certificate.read", async (tx) => {
    const certificate = await certificateView(tx, number);
    if (certificate === undefined) return undefined;
    const replaced = certificate.supersedes === null ? undefined : await certificateView(tx, certificate.supersedes);
    const products = await productsWithPacking(tx, [certificate, replaced].flatMap((one) => (one?.scope.kind === "gtins" ? one.scope.values : [])));
    const { rows } = await auditPage(tx, { subjectKind: "certificate", subjectId: number, action: "certificate.submit" }, { limit: 1 });
    return { certificate, replaced, goods: Object.fromEntries([...products.values()].map((one) => [one.gtin, locale === "en" ? one.nameEn : one.nameZh])), submitter: rows[0]?.actorName ?? certificate.submittedBy };
  });
  if (read === undefined) notFound();
  const { certificate } = read;
  const own = certificate.submittedBy === actorKey(actor) || certificate.issuer.id === actor.organisation;
  const decides = may(actor, "certificate.decide") && !own;
  const asked = single((await searchParams).decide);
  const deciding = decides ? certificate.allowed.find((decision) => decision === asked) : undefined;
  const falls = (deciding === "suspend" || deciding === "revoke") && certificate.status !== "submitted" && may(actor, "capacity.simulate");
  const fall = !falls ? undefined : await readingHere(actor, "capacity.simulate", async (tx) => {
    const simulated = await simulateFall(tx, certificate.site.id, number, now);
    const numbers = await declarationNumbers(tx, simulated.lines.map((line) => line.declarationId));
    return { accounts: simulated.accounts, lines: simulated.lines.map((line) => ({ ...line, number: numbers.get(line.declarationId) ?? "" })) };
  });
  return (
    <Certificate
      {...read}
      may={{ decide: may(actor, "certificate.decide"), own, submit: may(actor, "certificate.submit"), producer: may(actor, "capacity.read") }}
      deciding={deciding}
      fall={fall}
      today={dateIn(now)}
      action={decideOn}
    />
  );
}
