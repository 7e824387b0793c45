"use client";
import { Search } from "lucide-react";
import { buttonClass } from "#components/ui/Button";
import { INPUT } from "../ui/field-look.ts";

/** Searches a list by the beginning of a word; what was searched stands in the address. */
export function SearchBar({ label, q }: { readonly label: string; readonly q: string | undefined }) {
  return (
    <search>
      <form className="flex max-w-md gap-2">
        <input name="q" type="search" defaultValue={q ?? ""} aria-label={label} placeholder={label} className={INPUT} />
        <button type="submit" aria-label={label} title={label} className={buttonClass("quiet")}>
          <Search aria-hidden className="size-4" />
        </button>
      </form>
    </search>
  );
}
