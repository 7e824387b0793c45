"use client";
import { useRef, type RefObject } from "react";

type Props = {
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** Lines with a problem, from 1. */
  readonly marked: ReadonlyMap<number, "error" | "warning">;
  readonly markedWords: string;
  readonly field: RefObject<HTMLTextAreaElement | null>;
};

const MARK = { error: "bg-red-soft font-semibold text-red", warning: "bg-yellow-soft font-semibold text-yellow" } as const;

/** A text in lines that can be changed, its numbers beside it, and a mark where there is a problem. */
export function LinedText({ label, text, onChange, marked, markedWords, field }: Props) {
  const numbers = useRef<HTMLDivElement>(null);
  const follow = (top: number) => {
    if (numbers.current !== null) numbers.current.scrollTop = top;
  };
  return (
    <div className="flex h-[32rem] overflow-hidden rounded-md border border-line-strong bg-sunken font-mono text-xs leading-5 focus-within:border-focus focus-within:outline-2 focus-within:outline-focus">
      <div ref={numbers} aria-hidden className="shrink-0 overflow-hidden border-e border-line py-2 text-end text-ink-faint select-none">
        {text.split("\n").map((_, at) => {
          const mark = marked.get(at + 1);
          return (
            // oxlint-disable-next-line react/no-array-index-key -- a line is its number
            <div key={at} title={mark === undefined ? undefined : markedWords} className={`min-w-10 px-2 ${mark === undefined ? "" : MARK[mark]}`}>
              {at + 1}
            </div>
          );
        })}
      </div>
      <textarea
        ref={field}
        aria-label={label}
        value={text}
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        onScroll={({ currentTarget }) => follow(currentTarget.scrollTop)}
        className="min-w-0 flex-1 resize-none overflow-auto bg-transparent px-3 py-2 whitespace-pre text-ink outline-none"
      />
    </div>
  );
}
