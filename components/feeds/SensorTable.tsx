import { useTranslations } from "next-intl";
import { Table } from "#components/access/Table";
import { Timestamp } from "#components/ui/Timestamp";
import type { SensorRow } from "#lib/feeds/sensorTable";

/** As many readings as are shown; a log may have thousands. */
export const MOST_READINGS = 200;

/** The sensor readings of an event, in its order. */
export function SensorTable({ rows }: { readonly rows: readonly SensorRow[] }) {
  const t = useTranslations("quarantine.eventPage");
  const withUnit = (value: string | null, unit: string | null) => (value === null ? null : `${value}${unit === null ? "" : ` ${unit}`}`);
  const columns = (["time", "type", "value", "least", "most", "mean", "device", "alert"] as const).filter((id) => id === "time" || id === "type" || rows.some((row) => row[id] !== null));
  return (
    <Table
      label={t("sensors")}
      columns={columns.map((id) => ({ id, label: t(`sensor.${id}`) }))}
      rows={rows.slice(0, MOST_READINGS).map((row, at) => ({
        id: at,
        cells: {
          time: row.time === null ? null : Number.isNaN(Date.parse(row.time)) ? row.time : <Timestamp at={row.time} />,
          type: row.type,
          value: withUnit(row.value, row.unit),
          least: withUnit(row.least, row.unit),
          most: withUnit(row.most, row.unit),
          mean: withUnit(row.mean, row.unit),
          device: row.device === null ? null : <code className="font-mono text-xs break-all">{row.device}</code>,
          alert: row.alert === null ? null : <span className="text-red">{row.alert}</span>,
        },
      }))}
    />
  );
}
