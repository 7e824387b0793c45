"use client";
import type { ReactNode } from "react";
import { useWritten } from "./use-written.ts";

/** The screen itself, with the login of who sits before it, under which what is typed into its forms is kept. */
export function Content({ login, fixed, children }: { readonly login: string | undefined; readonly fixed: boolean; readonly children: ReactNode }) {
  const written = useWritten();
  return (
    <main id="content" data-person={login ?? written?.login} tabIndex={-1} className={`min-w-0 flex-1 outline-none ${fixed ? "flex min-h-0 flex-col" : "mx-auto w-full max-w-screen-2xl px-4 py-5 sm:px-6"}`}>
      {children}
    </main>
  );
}
