import { Reckoning } from "#components/analysis/Reckoning";

/** While what was shipped is held against what was declared. */
export default function MirrorLoading() {
  return <Reckoning />;
}
