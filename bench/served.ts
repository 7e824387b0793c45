import { DEMO_PEOPLE } from "#db/seed/people";
import { withProduct } from "../scripts/test/product.ts";
import { percentile, report } from "./ground.ts";
import { withBareRoute } from "./served/bare.ts";
import { load } from "./served/load.ts";

/** The desk as the running product serves it: the rows it asks for as an officer filters, sorts and scrolls, and the document it begins with. */
const CALLERS = 16;
const SECONDS = 4;
const ROUNDS = 3;
const ASKED = 0.7;

const BARE = { rows: "/bytes", document: "/page" } as const;

await withProduct(async (product) => {
  const house = product.url.replace("localhost", "127.0.0.1");
  const cookie = await signedIn(house);
  const addresses = { rows: `${house}/api/desk/rows?lang=en`, document: `${house}/en/desk?office=2248` } as const;
  await withBareRoute(async (bare) => {
    for (const what of ["rows", "document"] as const) {
      const address = addresses[what];
      const first = await load(address, { cookie }, CALLERS, 2);
      const yardstick = `${bare}${BARE[what]}?bytes=${first.bytes}`;
      await load(yardstick, {}, CALLERS, 2);
      const rates: { readonly ours: number[]; readonly bare: number[] } = { ours: [], bare: [] };
      let failed = first.failed;
      for (let round = 0; round < ROUNDS; round++) {
        rates.bare.push((await load(yardstick, {}, CALLERS, SECONDS)).perSecond);
        const ours = await load(address, { cookie }, CALLERS, SECONDS);
        rates.ours.push(ours.perSecond);
        failed += ours.failed;
      }
      const [ours, theirs] = [percentile(rates.ours, 0.5), percentile(rates.bare, 0.5)];
      report(`the desk's ${what}, ${first.bytes.toLocaleString("en")} bytes`, `${ours.toFixed(0)}/s (${(ours / theirs).toFixed(2)} of the yardstick), ${failed} failed`, `${theirs.toFixed(0)}/s for a bare route that answers as many bytes`, failed === 0 && ours >= ASKED * theirs);
    }
  });
});

async function signedIn(house: string): Promise<string> {
  const [officer] = DEMO_PEOPLE;
  const asked = await fetch(`${house}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const jar = cookiesOf(asked);
  const body = new URLSearchParams({ csrfToken, login: officer.login, password: officer.password, json: "true", callbackUrl: house });
  const answer = await fetch(`${house}/api/auth/callback/credentials`, { method: "POST", body, headers: { cookie: jar, origin: house }, redirect: "manual" });
  return `${jar}; ${cookiesOf(answer)}`;
}

function cookiesOf(response: Response): string {
  return response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
}
