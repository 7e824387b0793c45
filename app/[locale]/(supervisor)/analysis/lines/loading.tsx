import { Reckoning } from "#components/analysis/Reckoning";

/** While the lines behind a figure are read. */
export default function LinesLoading() {
  return <Reckoning />;
}
