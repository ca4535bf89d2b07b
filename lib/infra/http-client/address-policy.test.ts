import { describe, expect, test } from "vitest";
import { isPublicAddress } from "./address-policy";

const refused: Record<string, string[]> = {
  loopback: ["127.0.0.1", "127.255.255.254", "::1"],
  private: ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12:3456::1"],
  "link-local, where clouds keep their metadata": ["169.254.169.254", "fe80::1", "fe80::1%eth0"],
  "shared (carrier-grade NAT)": ["100.64.0.1", "100.100.100.200"],
  "unspecified and this network": ["0.0.0.0", "0.1.2.3", "::"],
  "multicast and broadcast": ["224.0.0.1", "239.1.2.3", "255.255.255.255", "ff02::1"],
  reserved: ["240.0.0.1", "192.0.0.192", "198.18.0.1", "4000::1", "e000::1"],
  documentation: ["192.0.2.1", "198.51.100.7", "203.0.113.9", "2001:db8::1", "3fff::1"],
  "IPv4 mapped into IPv6": ["::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:7f00:1"],
  "IPv4-compatible": ["::127.0.0.1", "::8.8.8.8"],
  "translated (SIIT)": ["::ffff:0:127.0.0.1"],
  NAT64: ["64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::a00:1"],
  "6to4": ["2002:7f00:1::", "2002:808:808::1"],
  Teredo: ["2001:0:4136:e378::1"],
  "site-local": ["fec0::1"],
  "Azure's host": ["168.63.129.16"],
  "no address": ["", "localhost", "300.1.1.1", "1.2.3", "example.com"],
};

describe("isPublicAddress", () => {
  for (const [kind, addresses] of Object.entries(refused)) {
    test.each(addresses)(`refuses ${kind}: %s`, (address) => {
      expect(isPublicAddress(address)).toBe(false);
    });
  }

  test.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2a00:1450:4001::1"])(
    "accepts a public address: %s",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});
