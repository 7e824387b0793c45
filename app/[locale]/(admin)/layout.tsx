import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { AdminRooms } from "#components/access/AdminRooms";
import { Frame } from "#components/frame/Frame";
import { Words } from "#components/frame/Words";
import { actorOfPage, signedInOfPage } from "#lib/access/session";

/** The own account, the feeds, and the administration of people, organisations, keys, the ledger and the log. */
export default async function AdminLayout({ children }: { readonly children: ReactNode }) {
  const actor = await actorOfPage();
  const signedIn = await signedInOfPage();
  const name = (await getLocale()) === "zh-CN" ? (signedIn?.nameZh ?? actor.name) : actor.name;
  return (
    <Words of={["access", "admin", "feeds", "quarantine", "queries", "sources"]}>
      <Frame person={{ name, login: actor.login, role: actor.role, office: actor.office }}>
        <AdminRooms role={actor.role} />
        {children}
      </Frame>
    </Words>
  );
}
