import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { Frame } from "#components/frame/Frame";
import { Words } from "#components/frame/Words";
import { actorOfPage, signedInOfPage } from "#lib/access/session";

/** The rooms of those who set the rules and look at the whole: risk rules, dashboards, analysis. */
export default async function SupervisorLayout({ children }: { readonly children: ReactNode }) {
  const actor = await actorOfPage();
  const name = (await getLocale()) === "zh-CN" ? ((await signedInOfPage())?.nameZh ?? actor.name) : actor.name;
  return (
    <Words of={["rules"]}>
      <Frame person={{ name, login: actor.login, role: actor.role, office: actor.office }}>{children}</Frame>
    </Words>
  );
}
