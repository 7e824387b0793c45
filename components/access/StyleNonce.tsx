import { headers } from "next/headers";

/** Tells the controls this answer's nonce, so that the one style sheet they write themselves is let pass (CSP `style-src`). */
export async function StyleNonce() {
  const nonce = (await headers()).get("x-nonce") ?? "";
  return <meta property="csp-nonce" content={nonce} />;
}
