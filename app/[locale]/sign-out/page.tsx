import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SignOutForm } from "#components/access/SignOutForm";
import { leave } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("access"))("signOut.title") };
}

/** The way out: ends the session by a form that sends itself, so that no mere link can sign anybody out. */
export default async function SignOutPage() {
  const t = await getTranslations("access");
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col items-center justify-center gap-4 px-6 text-center">
      <h1 className="text-xl font-semibold">{t("signOut.title")}</h1>
      <SignOutForm action={leave} label={t("signOut.now")} />
    </main>
  );
}
