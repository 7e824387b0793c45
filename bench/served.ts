import { withProduct } from "../scripts/test/product.ts";
import { percentile, report } from "./ground.ts";
import { withBareRoute } from "./served/bare.ts";
import { load } from "./served/load.ts";
import { signedIn } from "./served/session.ts";

/** The desk as the running product serves it to two officers of one office: the rows they ask for as they filter, sort and scroll, and the document it begins with. */
const CALLERS = 16;
const SECONDS = 4;
const ROUNDS = 3;
const ASKED = 0.7;

const BARE = { rows: "/bytes", document: "/page" } as const;

await withProduct(async (product) => {
  const house = product.url.replace("localhost", "127.0.0.1");
  const cookies = [await signedIn(house), await signedIn(house, 1)] as const;
  let asked = 0;
  const sent = () => ({ cookie: cookies[++asked % 2 === 0 ? 0 : 1], accept: "text/html,*/*" });
  const addresses = { rows: `${house}/api/desk/rows?lang=en`, document: `${house}/en/desk?office=2248` } as const;
  await withBareRoute(async (bare) => {
    for (const what of ["rows", "document"] as const) {
      const address = addresses[what];
      const first = await load(address, sent, CALLERS, 2);
      const yardstick = await answering(`${bare}${BARE[what]}?bytes=`, first.bytes);
      const { bytes } = await load(yardstick, {}, CALLERS, 2);
      const rates: { readonly ours: number[]; readonly bare: number[] } = { ours: [], bare: [] };
      let failed = first.failed;
      for (let round = 0; round < ROUNDS; round++) {
        rates.bare.push((await load(yardstick, {}, CALLERS, SECONDS)).perSecond);
        const ours = await load(address, sent, CALLERS, SECONDS);
        rates.ours.push(ours.perSecond);
        failed += ours.failed;
      }
      const [ours, theirs] = [percentile(rates.ours, 0.5), percentile(rates.bare, 0.5)];
      report(
        `the desk's ${what}, ${first.bytes.toLocaleString("en")} bytes`,
        `${ours.toFixed(0)}/s (${(ours / theirs).toFixed(2)} of the yardstick), ${failed} failed`,
        `${theirs.toFixed(0)}/s for a bare route that answers ${bytes.toLocaleString("en")} bytes`,
        failed === 0 && ours >= ASKED * theirs,
      );
    }
    for (const what of ["rows", "document"] as const) {
      const anew = await load(() => `${addresses[what]}&nth=${++asked}`, sent, CALLERS, SECONDS);
      console.log(`the desk's ${what} made anew for each who asks: ${anew.perSecond.toFixed(0)}/s, ${anew.failed} failed`);
    }
  });
});

/** The address at which a bare route answers so many bytes: a page carries what it shows as data too, so it answers more than it is asked for. */
async function answering(address: string, bytes: number): Promise<string> {
  const sizeOf = async (asked: number) => (await (await fetch(`${address}${asked}`)).arrayBuffer()).byteLength;
  const [least, most] = [await sizeOf(0), await sizeOf(bytes)];
  return `${address}${Math.max(0, Math.round((bytes * (bytes - least)) / (most - least)))}`;
}
