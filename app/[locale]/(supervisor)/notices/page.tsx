import { Bell } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Part } from "#components/consignment/Part";
import { Words } from "#components/frame/Words";
import { NoticeList } from "#components/notices/NoticeList";
import { OwnAddress } from "#components/notices/OwnAddress";
import { ReadAll } from "#components/notices/ReadAll";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { mailIsOn } from "#lib/notices/commands/delivering";
import { addressOfPerson, noticesOf, unreadOf } from "#lib/notices/queries";
import { readingHere } from "../../../read.ts";
import { single } from "../../../../components/producers/address.ts";
import { readAll, readOne, setAddress } from "./actions.ts";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame.notices"))("title") };
}

/** What a person was told, newest first, and where they are written to. */
export default async function NoticesPage({ searchParams }: { readonly searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await actorOfPage();
  if (!may(actor, "notice.read")) return <NotPermitted />;
  const after = Number(single((await searchParams)["after"]) ?? "0");
  const read = await readingHere(actor, "notice.read", async (tx) => ({
    page: await noticesOf(tx, actor.id, { limit: PAGE, after: Number.isSafeInteger(after) && after > 0 ? after : undefined }),
    unread: await unreadOf(tx, actor.id),
    address: await addressOfPerson(tx, actor.id),
  }));
  const [t, language] = [await getTranslations("notices"), (await getLocale()) === "en" ? ("en" as const) : ("zh" as const)];
  const notices = read.page.rows.map(({ id, kind, title, body, href, at, readAt }) => ({ id, kind, title: title[language], body: body[language], href, at: at.toISOString(), read: readAt !== null }));
  return (
    <Words of={["notices", "access"]}>
      <div className="mx-auto flex max-w-3xl flex-col gap-4">
        <PageTitle actions={read.unread === 0 ? undefined : <ReadAll act={readAll} />}>{t("fact", { unread: read.unread })}</PageTitle>
        {notices.length === 0 ? <EmptyState title={t("none")} icon={<Bell aria-hidden />}>{t("noneNext")}</EmptyState> : <NoticeList notices={notices} act={readOne} />}
        <PageLinks first={after > 0 ? "/notices" : undefined} next={read.page.next === null ? undefined : `/notices?after=${read.page.next}`} />
        <Part id="address" title={t("address.title")} note={mailIsOn() ? t("address.note") : t("address.off")}>
          <OwnAddress email={read.address?.email ?? ""} on={read.address?.on ?? true} action={setAddress} />
        </Part>
      </div>
    </Words>
  );
}
