import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { paramsOf, viewOf, type DeskView } from "#lib/triage/view";

/** The view of this desk, which lives in the address alone, and a way to change it: filters and sort make a step to go back to, columns do not. */
export function useView(): readonly [DeskView, (view: DeskView) => void] {
  const params = useSearchParams().toString();
  const view = useMemo(() => viewOf(new URLSearchParams(params)), [params]);
  const setView = useCallback(
    (next: DeskView) => {
      const search = paramsOf(next).toString();
      const href = search === "" ? window.location.pathname : `?${search}`;
      const sameRows = paramsOf({ ...next, columns: undefined }).toString() === paramsOf({ ...viewOf(new URLSearchParams(params)), columns: undefined }).toString();
      if (sameRows) window.history.replaceState(null, "", href);
      else window.history.pushState(null, "", href);
    },
    [params],
  );
  return [view, setView];
}
