import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Frame } from "#components/frame/Frame";
import { CallIndex } from "#components/interface/CallIndex";
import { OperationSection } from "#components/interface/OperationSection";
import { PageTitle } from "#components/ui/PageTitle";
import { signedInOfPage } from "#lib/access/session";
import { sentenceTemplate } from "../../../api/kernel/problem.ts";
import { operationsShown } from "../../../api/operations/shown.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("api"))("title") };
}

/** The interface as other systems call it, read from the same registry the routes serve. Public; in the frame for who is signed in. */
export default async function ApiPage() {
  const [t, roles, locale, signedIn] = [await getTranslations("api"), await getTranslations("frame.role"), await getLocale(), await signedInOfPage()];
  const language = locale === "en" ? "en" : "zh-CN";
  const groups = operationsShown(language === "en" ? "en" : "zh");
  const all = groups.flatMap((group) => group.operations);
  const mine = signedIn && all.filter((call) => call.roles === null || call.roles.includes(signedIn.actor.role)).length;
  // oxlint-disable-next-line next/no-html-link-for-pages -- a document of the interface, not a page
  const document = <a className="text-accent underline" href="/api/openapi.json">{t("document")}</a>;
  const page = (
    <div className="space-y-5">
      <PageTitle note={document}>
        {mine === undefined ? t("fact", { calls: all.length }) : t("ownFact", { calls: all.length, mine })}
      </PageTitle>
      <dl className="grid gap-x-6 gap-y-3 text-table md:grid-cols-2 xl:grid-cols-3">
        {(["keys", "errors", "idempotency", "versions", "lists", "bodies"] as const).map((about) => (
          <div key={about}>
            <dt className="font-medium">{t(`about.${about}.title`)}</dt>
            <dd className="text-ink-soft">{t(`about.${about}.text`)}</dd>
          </div>
        ))}
      </dl>
      <div className="grid items-start gap-5 lg:grid-cols-[22rem_minmax(0,1fr)]">
        <CallIndex label={t("index")} groups={groups.map((group) => ({ title: t(`group.${group.group}`), calls: group.operations }))} />
        <div className="min-w-0 space-y-6">
          {groups.map((group) => (
            <div key={group.group} className="space-y-3">
              <h2 className="text-lg font-semibold">{t(`group.${group.group}`)}</h2>
              {group.operations.map((call) => (
                <OperationSection
                  key={call.id}
                  call={{ ...call, roles: call.roles?.map((role) => roles(role)) ?? null, refusals: call.refusals.map((code) => ({ code, says: sentenceTemplate(code, language) })) }}
                />
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
  if (!signedIn) return <main className="mx-auto max-w-screen-2xl px-4 py-5 sm:px-6">{page}</main>;
  const { name, login, role, office } = signedIn.actor;
  return <Frame person={{ name: language === "en" ? name : signedIn.nameZh, login, role, office }}>{page}</Frame>;
}
