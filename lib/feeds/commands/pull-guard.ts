import { lookup as systemLookup } from "node:dns";
import { connect as connectSocket, BlockList, isIP, type LookupFunction, type Socket } from "node:net";
import { Agent, buildConnector } from "undici";
import { PullFailure } from "../sourceProblem.ts";

/** Finds every address of a name, as node:dns does; tests give their own. */
export type FindAddresses = (hostname: string, done: (error: Error | null, found: readonly { readonly address: string; readonly family: number }[]) => void) => void;

/** Who may be connected to: every public address, and what an administrator lists of the own network. Asked for each connection, after the name was looked up. */
export type Guard = { readonly refuses: (hostname: string, address: string) => boolean; readonly lookup: LookupFunction };

const CONNECT_MS = 10_000;

/** Networks that are no public unicast: this network, private, shared (RFC 6598), loopback, link-local, documentation, benchmarking, multicast and reserved. */
const PRIVATE4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];
/** Of IPv6 only global unicast is public, and of that not what carries an IPv4 address inside (Teredo, 6to4) or documents. NAT64 and IPv4-mapped addresses lie outside. */
const PUBLIC6 = ["2000::/3"];
const PRIVATE6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const private4 = ranges(PRIVATE4);
const [public6, private6] = [ranges(PUBLIC6), ranges(PRIVATE6)];

/** Whether an IP address is one of the public internet. */
export function isPublic(address: string): boolean {
  const bare = unscoped(address);
  const family = isIP(bare);
  if (family === 4) return !private4.check(bare, "ipv4");
  return family === 6 && public6.check(bare, "ipv6") && !private6.check(bare, "ipv6");
}

/** The guard of this process; `allowed` is FEED_PRIVATE_HOSTS: names, addresses and CIDR ranges parted by commas. */
export function guardOf(allowed: string = process.env["FEED_PRIVATE_HOSTS"] ?? "", find: FindAddresses = allAddresses): Guard {
  const entries = allowed.split(",").map((entry) => entry.trim().toLowerCase()).filter((entry) => entry !== "");
  const own = ranges(entries.filter((entry) => isIP(entry.split("/")[0] ?? "") !== 0));
  const names = new Set(entries.filter((entry) => isIP(entry.split("/")[0] ?? "") === 0));
  const refuses = (hostname: string, address: string): boolean => {
    if (names.has(hostname.toLowerCase()) || isPublic(address)) return false;
    const bare = unscoped(address);
    return isIP(bare) === 0 || !own.check(bare, isIP(bare) === 4 ? "ipv4" : "ipv6");
  };
  const lookup: LookupFunction = (hostname, options, done) => {
    find(hostname, (error, found) => {
      const refused = found.find(({ address }) => refuses(hostname, address));
      const [first] = found;
      if (error !== null || first === undefined) done(error ?? Object.assign(new Error(hostname), { code: "ENOTFOUND" }), "", 4);
      else if (refused !== undefined) done(new PullFailure("address-refused", { host: hostname, address: refused.address }), "", 4);
      else if (options.all === true) done(null, found.map(({ address, family }) => ({ address, family })));
      else done(null, first.address, first.family);
    });
  };
  return { refuses, lookup };
}

/** Refuses a host that is itself an address nobody may connect to: such a host is never looked up. */
export function refuseAddress(guard: Guard, hostname: string): void {
  const bare = hostname.replace(/^\[|\]$/g, "");
  if (isIP(unscoped(bare)) !== 0 && guard.refuses(bare, bare)) throw new PullFailure("address-refused", { host: bare, address: bare });
}

/** HTTP connections under the guard: the address is checked where the connection is made, so a name that changes between two look-ups gains nothing. */
export function guardedAgent(guard: Guard): Agent {
  const connector = buildConnector({ lookup: guard.lookup, timeout: CONNECT_MS });
  const connect: buildConnector.connector = (options, done) => {
    try {
      refuseAddress(guard, options.hostname);
    } catch (error) {
      done(error as Error, null);
      return;
    }
    connector(options, done);
  };
  return new Agent({ connect, headersTimeout: 30_000, bodyTimeout: 30_000, connections: 2, pipelining: 1 });
}

/** A TCP connection under the guard, for what speaks neither HTTP nor S3. */
export async function guardedSocket(guard: Guard, host: string, port: number): Promise<Socket> {
  refuseAddress(guard, host);
  const socket = connectSocket({ host: host.replace(/^\[|\]$/g, ""), port, lookup: guard.lookup, timeout: CONNECT_MS, noDelay: true });
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    socket.once("error", fail);
    socket.once("timeout", () => fail(Object.assign(new Error("timeout"), { code: "ETIMEDOUT" })));
    socket.once("connect", () => {
      socket.removeListener("error", fail);
      socket.setTimeout(0);
      resolve(socket);
    });
  });
}

/** The system hands over no list at all with an error. */
const allAddresses: FindAddresses = (hostname, done) => systemLookup(hostname, { all: true }, (error, found) => done(error, error === null ? found : []));

const unscoped = (address: string): string => address.split("%")[0] ?? "";

function ranges(written: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of written) {
    const [address = "", bits] = entry.split("/");
    const family = isIP(address) === 4 ? "ipv4" : "ipv6";
    list.addSubnet(address, bits === undefined ? (family === "ipv4" ? 32 : 128) : Number(bits), family);
  }
  return list;
}
