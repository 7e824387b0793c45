import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { Frame } from "#components/frame/Frame";
import { Words } from "#components/frame/Words";
import { actorOfPage, signedInOfPage } from "#lib/access/session";

/** The importer's rooms: own consignments, and imports. */
export default async function PartnerLayout({ children }: { readonly children: ReactNode }) {
  const actor = await actorOfPage();
  const name = (await getLocale()) === "zh-CN" ? ((await signedInOfPage())?.nameZh ?? actor.name) : actor.name;
  return (
    <Words of={["access", "imports", "partner"]}>
      <Frame person={{ name, login: actor.login, role: actor.role, office: actor.office }}>{children}</Frame>
    </Words>
  );
}
