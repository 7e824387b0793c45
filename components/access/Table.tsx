import { Grid, type GridColumn, type GridRow } from "../consignment/Grid.tsx";

export type TableColumn = GridColumn & { readonly label: string };
export type TableRow = GridRow;

/** A short table of things that are administered, a page at a time. */
export function Table({ label, columns, rows }: { readonly label: string; readonly columns: readonly TableColumn[]; readonly rows: readonly TableRow[] }) {
  return <Grid label={label} columns={columns} rows={rows} landmark />;
}
