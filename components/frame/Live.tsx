"use client";
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";

/** What the stream tells of the desk: consignments that arrived or changed, by id. After a `gap` something was missed: read anew. */
export type DeskNews = { readonly arrived: readonly number[]; readonly changed: readonly number[]; readonly gap?: true };

/** A source from which nothing new came for longer than it may be silent. */
export type SilentSource = { readonly code: string; readonly name: string };

type Listener = (news: DeskNews) => void;
type Live = {
  readonly state: "off" | "opening" | "live" | "lost";
  readonly arrivals: number;
  readonly silent: readonly SilentSource[];
  readonly unread: number;
  readonly seen: () => void;
  readonly listen: (listener: Listener) => () => void;
};

const GAP: DeskNews = { arrived: [], changed: [], gap: true };
const nobody: readonly SilentSource[] = [];
const deaf: Live = { state: "off", arrivals: 0, silent: nobody, unread: 0, seen: () => undefined, listen: () => () => undefined };
const LiveContext = createContext<Live>(deaf);

/** Keeps one stream of what happens open for the whole window: on the desk, among the sources, and notices. */
export function LiveProvider({ on, children }: { readonly on: boolean; readonly children: ReactNode }) {
  const [state, setState] = useState<Live["state"]>(on ? "opening" : "off");
  const [arrivals, setArrivals] = useState(0);
  const [silent, setSilent] = useState(nobody);
  const [unread, setUnread] = useState(0);
  const listeners = useRef(new Set<Listener>());

  useEffect(() => {
    if (!on) return undefined;
    const source = new EventSource("/api/desk/live");
    const tell = (news: DeskNews) => {
      for (const listener of listeners.current) listener(news);
    };
    let lost = false;
    source.addEventListener("open", () => {
      setState("live");
      if (lost) tell(GAP);
      lost = false;
    });
    source.addEventListener("stale", () => tell(GAP));
    source.addEventListener("error", () => {
      lost = true;
      setState("lost");
    });
    source.addEventListener("desk", (event: MessageEvent<string>) => {
      const news = JSON.parse(event.data) as DeskNews;
      setArrivals((count) => count + news.arrived.length);
      tell(news);
    });
    source.addEventListener("sources", (event: MessageEvent<string>) => setSilent((JSON.parse(event.data) as { readonly silent: readonly SilentSource[] }).silent));
    source.addEventListener("notices", (event: MessageEvent<string>) => setUnread((JSON.parse(event.data) as { readonly unread: number }).unread));
    source.addEventListener("ended", () => {
      source.close();
      window.location.reload();
    });
    return () => source.close();
  }, [on]);

  const seen = useCallback(() => setArrivals(0), []);
  const listen = useCallback((listener: Listener) => {
    const { current } = listeners;
    current.add(listener);
    return () => current.delete(listener);
  }, []);
  const live = useMemo<Live>(() => ({ state, arrivals, silent, unread, seen, listen }), [state, arrivals, silent, unread, seen, listen]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** The live stream of this window: its state, how many consignments arrived unseen, which sources are silent, how many notices are unread, and a way to listen. */
export function useLive(): Live {
  return useContext(LiveContext);
}
