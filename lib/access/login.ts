/** A login as it is kept and compared: full-width forms folded, no blanks around, lower case. */
export function foldLogin(login: string): string {
  return login.normalize("NFKC").trim().toLowerCase();
}

/** A folded login: a word or an e-mail address, 2 to 100 characters. */
export const LOGIN = /^[\p{L}\p{N}][\p{L}\p{N}._@+-]{1,99}$/u;

/** Where sign-in leads: a path of this house, never another site. */
export function pathWithin(next: string | undefined): string | undefined {
  if (!next || !/^\/(?![/\\])/.test(next)) return undefined;
  const url = new URL(next, "http://house.invalid");
  return url.host === "house.invalid" ? url.pathname + url.search + url.hash : undefined;
}
