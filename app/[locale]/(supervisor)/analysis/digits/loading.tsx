import { Reckoning } from "#components/analysis/Reckoning";

/** While digits are counted. */
export default function DigitsLoading() {
  return <Reckoning />;
}
