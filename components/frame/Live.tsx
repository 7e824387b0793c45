"use client";
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";

/** What the stream tells of the desk: consignments that arrived or changed, by id. */
export type DeskNews = { readonly arrived: readonly number[]; readonly changed: readonly number[] };

type Listener = (news: DeskNews) => void;
type Live = { readonly state: "off" | "opening" | "live" | "lost"; readonly arrivals: number; readonly seen: () => void; readonly listen: (listener: Listener) => () => void };

const silent: Live = { state: "off", arrivals: 0, seen: () => undefined, listen: () => () => undefined };
const LiveContext = createContext<Live>(silent);

/** Keeps one stream of the desk's news open for the whole window. */
export function LiveProvider({ on, children }: { readonly on: boolean; readonly children: ReactNode }) {
  const [state, setState] = useState<Live["state"]>(on ? "opening" : "off");
  const [arrivals, setArrivals] = useState(0);
  const listeners = useRef(new Set<Listener>());

  useEffect(() => {
    if (!on) return undefined;
    const source = new EventSource("/api/desk/live");
    source.addEventListener("open", () => setState("live"));
    source.addEventListener("error", () => setState("lost"));
    source.addEventListener("desk", (event: MessageEvent<string>) => {
      const news = JSON.parse(event.data) as DeskNews;
      setArrivals((count) => count + news.arrived.length);
      for (const listener of listeners.current) listener(news);
    });
    source.addEventListener("ended", () => {
      source.close();
      window.location.reload();
    });
    return () => source.close();
  }, [on]);

  const live = useMemo<Live>(
    () => ({
      state,
      arrivals,
      seen: () => setArrivals(0),
      listen: (listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [state, arrivals],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** The live stream of this window: its state, how many consignments arrived unseen, and a way to listen. */
export function useLive(): Live {
  return useContext(LiveContext);
}
