/** The calls by group, as links to their sections. */
export function CallIndex({
  label,
  groups,
}: {
  readonly label: string;
  readonly groups: readonly { readonly title: string; readonly calls: readonly { readonly id: string; readonly method: string; readonly path: string }[] }[];
}) {
  return (
    <nav aria-label={label} className="panel p-3 text-table lg:sticky lg:top-16 lg:max-h-[calc(100dvh-5rem)] lg:overflow-y-auto">
      {groups.map((group) => (
        <div key={group.title} className="mb-2 last:mb-0">
          <h2 className="pb-0.5 text-xs font-medium text-ink-faint">{group.title}</h2>
          <ul>
            {group.calls.map((call) => (
              <li key={call.id}>
                <a href={`#${call.id}`} className="flex min-h-6 items-baseline gap-2 rounded-sm px-1 hover:bg-hover">
                  <span className="w-9 shrink-0 font-mono text-2xs text-ink-faint">{call.method}</span>
                  <span className="min-w-0 font-mono text-xs wrap-anywhere">{call.path.replace("/api/v1", "")}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
