"use client";
import { useEffect } from "react";
import { useRouter } from "../../app/navigation.ts";

/** Draws the screen anew every so many seconds while it is looked at: what it shows goes on by itself. */
export function Refreshing({ seconds }: { readonly seconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, seconds * 1000);
    return () => clearInterval(timer);
  }, [router, seconds]);
  return null;
}
