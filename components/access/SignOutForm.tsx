"use client";
import { useEffect, useRef } from "react";
import { buttonClass } from "#components/ui/Button";

/** Sends itself as soon as it stands; the button is for a browser without scripts. */
export function SignOutForm({ action, label }: { readonly action: () => Promise<void>; readonly label: string }) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.requestSubmit(), []);
  return (
    <form ref={form} action={action}>
      <button type="submit" className={buttonClass("primary")}>
        {label}
      </button>
    </form>
  );
}
