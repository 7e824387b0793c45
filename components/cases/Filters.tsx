import { Link } from "../../app/navigation.ts";

type Props = { readonly label: string; readonly chosen: string; readonly options: readonly { readonly id: string; readonly label: string }[]; readonly address: (id: string) => string };

/** One filter of a list as links, the chosen one marked; each choice has its own address. */
export function Filters({ label, chosen, options, address }: Props) {
  return (
    <nav aria-label={label} className="flex flex-wrap rounded-md border border-line-strong bg-raised p-0.5">
      {options.map((option) => (
        <Link
          key={option.id}
          href={address(option.id)}
          aria-current={option.id === chosen ? "true" : undefined}
          className="flex h-7 items-center rounded-sm px-2.5 text-table text-ink-soft hover:bg-hover hover:text-ink aria-[current=true]:bg-accent-soft aria-[current=true]:font-medium aria-[current=true]:text-accent"
        >
          {option.label}
        </Link>
      ))}
    </nav>
  );
}
