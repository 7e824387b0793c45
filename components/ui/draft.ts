"use client";
import { useCallback, useEffect, useRef, useState, type RefObject } from "react";

/** What a person typed into a form, as name and text of each field. */
type Fields = readonly (readonly [string, string])[];

type Typed = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const REST_MS = 200;
const NEVER_KEPT: ReadonlySet<string> = new Set(["hidden", "password", "file", "submit", "button"]);

/** Where a draft is kept: this window's own store, by the person who sits here, so that nobody who signs in after them is shown it. */
function placeOf(name: string): string {
  return `draft ${document.querySelector<HTMLElement>("[data-person]")?.dataset["person"] ?? ""} ${name}`;
}

/** What is kept under a name; undefined where there is nothing. */
function kept(name: string): unknown {
  const text = sessionStorage.getItem(placeOf(name));
  return text === null ? undefined : (JSON.parse(text) as unknown);
}

function keep(name: string, value: unknown): void {
  if (value === undefined) sessionStorage.removeItem(placeOf(name));
  else sessionStorage.setItem(placeOf(name), JSON.stringify(value));
}

function isTyped(element: Element): element is Typed {
  return (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) && element.name !== "" && !NEVER_KEPT.has(element.type);
}

/** The fields that people fill in; never passwords, files, or what the page itself put in. */
function fieldsOf(form: HTMLFormElement): Typed[] {
  return [...form.elements].filter(isTyped);
}

function typedIn(form: HTMLFormElement): Fields {
  const names = new Set(fieldsOf(form).map(({ name }) => name));
  return [...new FormData(form)].flatMap(([name, value]) => (typeof value === "string" && names.has(name) ? [[name, value] as const] : []));
}

/** Fills a form in as a person would, so that its fields hear of it. */
function fill(form: HTMLFormElement, fields: Fields): void {
  for (const element of fieldsOf(form)) {
    const values = fields.flatMap(([name, value]) => (name === element.name ? [value] : []));
    if (element instanceof HTMLInputElement && (element.type === "radio" || element.type === "checkbox")) {
      if (values.includes(element.value) !== element.checked && (element.type === "checkbox" || !element.checked)) element.click();
      continue;
    }
    const [value = ""] = values;
    if (value === element.value) continue;
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value")?.set?.call(element, value);
    element.dispatchEvent(new Event("input", { bubbles: true }));
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

const alike = (one: Fields, other: Fields): boolean => JSON.stringify(one) === JSON.stringify(other);

type Draft = { readonly restored: boolean; readonly discard: () => void; readonly sent: () => void; readonly answered: (arrived: boolean) => void };

/**
 * Keeps what is typed into a form in this window, through a reload, a page left and an expired session, until it was sent. Without a name
 * nothing is kept. `restored` says that an earlier draft stands in the form, `discard` puts back what the page itself had there; `sent` is
 * told when the form goes off, and `answered` whether it arrived.
 */
export function useDraft(form: RefObject<HTMLFormElement | null>, name: string | undefined): Draft {
  const [restored, setRestored] = useState(false);
  const first = useRef<Fields>([]);
  const under = useRef(false);
  useEffect(() => {
    const at = form.current;
    if (at === null || name === undefined) return undefined;
    first.current = typedIn(at);
    const before = kept(name) as Fields | undefined;
    const begun = location.pathname + location.search;
    const look = (): void => keep(name, alike(typedIn(at), first.current) ? undefined : typedIn(at));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (): void => {
      clearTimeout(timer);
      timer = setTimeout(look, REST_MS);
    };
    const restore = setTimeout(() => {
      if (before === undefined || alike(before, first.current)) return;
      at.closest("details")?.setAttribute("open", "");
      fill(at, before);
      setRestored(true);
    });
    const heard = ["input", "change", "focusin", "focusout"] as const;
    for (const event of heard) at.addEventListener(event, later);
    return () => {
      clearTimeout(timer);
      clearTimeout(restore);
      for (const event of heard) at.removeEventListener(event, later);
      // Sent and on to another page: it arrived. On to sign-in, or still here: it did not.
      if (under.current && location.pathname + location.search !== begun && !location.pathname.endsWith("/sign-in")) keep(name, undefined);
    };
  }, [form, name]);
  const discard = useCallback(() => {
    if (form.current !== null) fill(form.current, first.current);
    if (name !== undefined) keep(name, undefined);
    setRestored(false);
  }, [form, name]);
  const sent = useCallback(() => {
    under.current = true;
    if (form.current !== null && name !== undefined) keep(name, typedIn(form.current));
  }, [form, name]);
  const answered = useCallback((arrived: boolean) => {
    under.current = false;
    if (!arrived) return;
    if (name !== undefined) keep(name, undefined);
    setRestored(false);
  }, [name]);
  return { restored, discard, sent, answered };
}

/** Lets go of what is kept under a name: it was sent, and answered. */
export function letGoOf(name: string): void {
  keep(name, undefined);
}

/** A state that is kept in this window under a name until it is let go; what was kept before stands again after the first draw. */
export function useKept<Value>(name: string, initial: Value): readonly [Value, (next: Value | ((before: Value) => Value)) => void, () => void] {
  const [value, setValue] = useState(initial);
  const touched = useRef(false);
  useEffect(() => {
    const before = kept(name) as Value | undefined;
    if (before !== undefined && !touched.current) setValue(before);
  }, [name]);
  useEffect(() => {
    if (touched.current) keep(name, value);
  }, [name, value]);
  const set = useCallback((next: Value | ((before: Value) => Value)) => {
    touched.current = true;
    setValue(next);
  }, []);
  const letGo = useCallback(() => {
    touched.current = false;
    keep(name, undefined);
  }, [name]);
  return [value, set, letGo];
}
