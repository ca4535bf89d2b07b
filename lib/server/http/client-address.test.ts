import { expect, test } from "vitest";
import { clientAddress } from "./client-address";

const from = (value?: string) =>
  clientAddress(new Headers(value === undefined ? {} : { "x-forwarded-for": value }));

test("the address is the last one: the earlier ones were written by the client", () => {
  expect(from("192.0.2.1")).toBe("192.0.2.1");
  expect(from("203.0.113.9, 192.0.2.1")).toBe("192.0.2.1");
  expect(from("::ffff:192.0.2.1")).toBe("192.0.2.1");
  expect(from("2001:db8::1")).toBe("2001:db8::1");
  expect(from("[2001:db8::1]:4711")).toBe("2001:db8::1");
});

test("an invalid address is ignored", () => {
  expect(from()).toBeNull();
  expect(from("")).toBeNull();
  expect(from("unknown")).toBeNull();
  expect(from("192.0.2.1, <script>")).toBeNull();
});
