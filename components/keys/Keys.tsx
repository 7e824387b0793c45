"use client";
import { createContext, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from "react";

/** One act of a screen: the key that does it, its words, and whether it can be done now. `keys` reads `j`, `shift+x`, `mod+k`, `space`, `escape`. */
export type KeyAct = { readonly id: string; readonly keys: string; readonly label: string; readonly run: () => void; readonly enabled?: boolean };
export type KeyGroup = { readonly title: string; readonly acts: readonly KeyAct[] };

type Keys = { readonly groups: readonly KeyGroup[]; readonly add: (group: KeyGroup) => () => void; readonly letters: boolean; readonly setLetters: (on: boolean) => void };
const KeysContext = createContext<Keys | null>(null);
const LETTERS_OFF = "keys.letters-off";
const LETTERS_CHANGED = "tallyhouse:letters";

function subscribeLetters(listener: () => void): () => void {
  window.addEventListener(LETTERS_CHANGED, listener);
  return () => window.removeEventListener(LETTERS_CHANGED, listener);
}

function lettersOn(): boolean {
  return localStorage.getItem(LETTERS_OFF) === null;
}

function setLetters(on: boolean): void {
  if (on) localStorage.removeItem(LETTERS_OFF);
  else localStorage.setItem(LETTERS_OFF, "1");
  window.dispatchEvent(new Event(LETTERS_CHANGED));
}

/** Hears the keys of the window and runs the act of the screen that was registered last. Letters alone can be switched off (WCAG 2.1.4). */
export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const [groups, setGroups] = useState<readonly KeyGroup[]>([]);
  const letters = useSyncExternalStore(subscribeLetters, lettersOn, () => true);
  const held = useRef({ groups, letters });
  useEffect(() => {
    held.current = { groups, letters };
  }, [groups, letters]);

  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const pressed = keysOf(event);
      if (event.defaultPrevented || (!pressed.includes("mod+") && !pressed.includes("alt+") && (!held.current.letters || isTyping(event.target, pressed)))) return;
      const act = held.current.groups.toReversed().flatMap((group) => group.acts).find((candidate) => candidate.keys === pressed && candidate.enabled !== false);
      if (!act) return;
      event.preventDefault();
      act.run();
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);

  const keys = useMemo<Keys>(
    () => ({
      groups,
      add: (group) => {
        setGroups((known) => [...known, group]);
        return () => setGroups((known) => known.filter((other) => other !== group));
      },
      letters,
      setLetters,
    }),
    [groups, letters],
  );
  return <KeysContext value={keys}>{children}</KeysContext>;
}

/** Every key of this screen, and the switch for letters. */
export function useAllKeys(): Keys {
  const keys = useContext(KeysContext);
  if (keys === null) throw new Error("The keys are heard inside the frame only.");
  return keys;
}

/** Registers the acts of a screen under a title, as long as the screen stands. `acts` is memoised by its caller. */
export function useKeys(title: string, acts: readonly KeyAct[]): void {
  const { add } = useAllKeys();
  const adding = useRef(add);
  useEffect(() => adding.current({ title, acts }), [title, acts]);
}

function keysOf(event: KeyboardEvent): string {
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  const letter = /^[a-z]$/.test(key);
  return `${event.metaKey || event.ctrlKey ? "mod+" : ""}${event.altKey ? "alt+" : ""}${event.shiftKey && (letter || key.length > 1) ? "shift+" : ""}${key}`;
}

function isTyping(target: EventTarget | null, pressed: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("input:not([type=checkbox]),textarea,select,[contenteditable=true],[role=menu],[role=listbox],[role=dialog],[role=alertdialog]")) return true;
  return (pressed === "space" || pressed === "enter") && target.closest("a,button,label,input") !== null;
}
