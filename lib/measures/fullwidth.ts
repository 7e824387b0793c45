const FULL_WIDTH = /[\uFF01-\uFF5E\u3000]/;

/** Whether the text has full-width forms of ASCII characters, which Chinese input methods write (Unicode FF01 to FF5E, and the ideographic space). */
export function hasFullWidth(text: string): boolean {
  return FULL_WIDTH.test(text);
}

/** The text as it would read in ASCII: for a hint to the sender, never to take in its place. */
export function halfWidth(text: string): string {
  return text.normalize("NFKC");
}
