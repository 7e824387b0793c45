import { Reckoning } from "#components/analysis/Reckoning";

/** While the use of capacity is summed. */
export default function CapacityLoading() {
  return <Reckoning />;
}
