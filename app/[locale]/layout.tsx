import { hasLocale, NextIntlClientProvider } from "next-intl";
import { getMessages, setRequestLocale } from "next-intl/server";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { StyleNonce } from "#components/access/StyleNonce";
import { ReaderSettings } from "#components/frame/ReaderSettings";
import { picked, SHARED_WORDS } from "#components/frame/Words";
import { routing } from "../routing.ts";
import "../globals.css";

export const metadata: Metadata = { title: { default: "核量 Tallyhouse", template: "%s · 核量 Tallyhouse" } };
export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** The document of every screen: its language, and its theme from the reader's cookie, so that nothing flashes and no script is needed for it. */
export default async function RootLayout({ children, params }: { readonly children: ReactNode; readonly params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  setRequestLocale(locale);
  const theme = (await cookies()).get("theme")?.value;
  const themed = theme === "light" || theme === "dark" ? { "data-theme": theme } : {};
  return (
    <html lang={locale} {...themed}>
      <head>
        <StyleNonce />
      </head>
      <body>
        <NextIntlClientProvider messages={picked(await getMessages(), SHARED_WORDS)}>
          <ReaderSettings locale={locale}>{children}</ReaderSettings>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
