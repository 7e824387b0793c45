import { useTranslations } from "next-intl";
import { Table } from "#components/access/Table";
import { Timestamp } from "#components/ui/Timestamp";
import type { ImportView } from "#lib/lodging/import";
import { Link } from "../../app/navigation.ts";
import { FormatName } from "./FormatName.tsx";
import { ImportCounts, ImportStateTag } from "./StateTags.tsx";

/** Imports as a list, each leading to its own page below `room`. */
export function ImportList({ items, room }: { readonly items: readonly ImportView[]; readonly room: string }) {
  const t = useTranslations("imports");
  const columns = [
    { id: "file", label: t("file") },
    { id: "state", label: t("state") },
    { id: "counts", label: t("counts") },
    { id: "at", label: t("at") },
  ];
  return (
    <Table
      label={t("list")}
      columns={columns}
      rows={items.map((view) => ({
        id: view.id,
        cells: {
          file: (
            <Link href={`${room}/${view.id}`} className="font-medium text-accent hover:underline">
              {view.fileName}
              <span className="block text-xs font-normal text-ink-faint">
                <FormatName format={view.format} />
                {view.mappingName === null ? "" : ` · ${t("mapping.version", { name: view.mappingName, version: view.mappingVersion ?? 1 })}`}
              </span>
            </Link>
          ),
          state: <ImportStateTag state={view.state} />,
          counts: <ImportCounts counts={view} />,
          at: <Timestamp at={view.createdAt.toISOString()} />,
        },
      }))}
    />
  );
}
