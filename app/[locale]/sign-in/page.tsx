import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SignInForm } from "#components/access/SignInForm";
import { TallyPicture } from "#components/access/TallyPicture";
import { LanguageSwitch } from "#components/frame/LanguageSwitch";
import { Mark } from "#components/frame/Mark";
import { ThemeMenu } from "#components/frame/ThemeMenu";
import { Words } from "#components/frame/Words";
import { pathWithin } from "#lib/access/login";
import { signedInOfPage } from "#lib/access/session";
import { singleSignOn } from "../../api/auth/options.ts";
import { redirect } from "../../navigation.ts";

type Search = { readonly next?: string; readonly error?: string };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("access"))("signIn.title") };
}

/** Where a person signs in. `next` is the page they were on their way to; `error` is what the single sign-on answered. */
export default async function SignInPage({ searchParams }: { readonly searchParams: Promise<Search> }) {
  const { next, error } = await searchParams;
  const locale = await getLocale();
  if (await signedInOfPage()) redirect({ href: "/", locale });
  const t = await getTranslations("access");
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <main className="flex flex-col px-6 py-4 sm:px-10">
        <div className="flex items-center gap-2">
          <Mark />
          <span className="me-auto text-lg font-semibold">{t("signIn.product")}</span>
          <LanguageSwitch />
          <ThemeMenu />
        </div>
        <div className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center gap-6 py-10">
          <div>
            <h1 className="text-2xl font-semibold text-balance">{t("signIn.title")}</h1>
            <p className="mt-1 text-ink-soft">{t("signIn.lead")}</p>
          </div>
          <Words of={["access"]}>
            <SignInForm next={pathWithin(next) ?? `/${locale}`} sso={singleSignOn(process.env)?.name} answered={error} />
          </Words>
        </div>
        <p className="text-xs text-ink-faint">{t("signIn.recorded")}</p>
      </main>
      <aside className="hidden border-s border-line bg-sunken lg:flex lg:items-center lg:justify-center lg:p-12">
        <TallyPicture />
      </aside>
    </div>
  );
}
