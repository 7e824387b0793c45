"use client";
import { useEffect, useState } from "react";

const USUAL = 16;

/** How many pixels the page's measure of text has: more where a reader asks for large text, and on a wall, where everything grows with the screen. */
export function useRem(): number {
  const [rem, setRem] = useState(USUAL);
  useEffect(() => {
    const measure = () => setRem(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || USUAL);
    measure();
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, []);
  return rem;
}
