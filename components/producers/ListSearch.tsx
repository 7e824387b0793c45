import { Search } from "lucide-react";
import { IconButton } from "#components/ui/Button";
import { INPUT } from "../ui/field-look.ts";

/** Searches a list; what was searched stands in the address, and other filters there stay. */
export function ListSearch({ label, q, kept = {} }: { readonly label: string; readonly q: string | undefined; readonly kept?: Readonly<Record<string, string | undefined>> }) {
  return (
    <search className="w-full max-w-md">
      <form className="flex gap-2">
        {Object.entries(kept).map(([name, value]) => (value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />))}
        <input name="q" type="search" defaultValue={q ?? ""} aria-label={label} placeholder={label} className={INPUT} />
        <IconButton type="submit" look="quiet" label={label}>
          <Search aria-hidden className="size-4" />
        </IconButton>
      </form>
    </search>
  );
}
