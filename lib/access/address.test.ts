import { describe, expect, it } from "vitest";
import { addressOf, certificateOf } from "./address.ts";

describe("the address somebody comes from", () => {
  it.each([
    { case: "straight from outside", peer: "203.0.113.9", forwarded: undefined, address: "203.0.113.9" },
    { case: "from outside, claiming to be another", peer: "203.0.113.9", forwarded: "198.51.100.7", address: "203.0.113.9" },
    { case: "through a proxy on this machine", peer: "127.0.0.1", forwarded: "198.51.100.7", address: "198.51.100.7" },
    { case: "through a proxy of the own network, after a claim", peer: "172.16.0.2", forwarded: "192.0.2.1, 198.51.100.7", address: "198.51.100.7" },
    { case: "from just outside the own network", peer: "172.32.0.2", forwarded: "198.51.100.7", address: "172.32.0.2" },
    { case: "through an IPv6 loopback", peer: "::1", forwarded: "2001:db8::7", address: "2001:db8::7" },
    { case: "where nobody marks the peers", peer: undefined, forwarded: "198.51.100.7", address: "198.51.100.7" },
    { case: "without a word", peer: undefined, forwarded: undefined, address: "" },
  ])("$case: $address", ({ peer, forwarded, address }) => {
    const sent = Object.entries({ "x-tallyhouse-peer": peer, "x-forwarded-for": forwarded }).filter((entry): entry is [string, string] => entry[1] !== undefined);
    expect(addressOf(new Headers(sent))).toBe(address);
  });
});

describe("the client certificate that a proxy saw", () => {
  const hash = "ab".repeat(32);
  it.each([
    { case: "named and sent", header: "x-client-cert", sent: hash, peer: "127.0.0.1", known: true },
    { case: "with colons, in capitals", header: "x-client-cert", sent: `SHA256=${hash.toUpperCase().match(/../g)?.join(":")}`, peer: "10.0.0.2", known: true },
    { case: "where nobody marks the peers", header: "x-client-cert", sent: hash, peer: undefined, known: true },
    { case: "from outside the own network", header: "x-client-cert", sent: hash, peer: "203.0.113.9", known: false },
    { case: "where no header is named", header: undefined, sent: hash, peer: "127.0.0.1", known: false },
    { case: "not sent", header: "x-client-cert", sent: undefined, peer: "127.0.0.1", known: false },
    { case: "that is no fingerprint", header: "x-client-cert", sent: "CN=feed", peer: "127.0.0.1", known: false },
  ])("$case: $known", ({ header, sent, peer, known }) => {
    const given = Object.entries({ "x-tallyhouse-peer": peer, "x-client-cert": sent }).filter((entry): entry is [string, string] => entry[1] !== undefined);
    expect(certificateOf(new Headers(given), header)).toBe(known ? hash : undefined);
  });
});
