import { describe, expect, test } from "vitest";
import { normaliseEmail, parseEmailAddress } from "./email-address";

describe("an email address", () => {
  test.each([
    ["ann@acme.example", "ann@acme.example"],
    ["  Ann.Adams@ACME.Example ", "ann.adams@acme.example"],
    ["ann+tag@acme.example", "ann+tag@acme.example"],
    ["ann@bücher.example", "ann@xn--bcher-kva.example"],
    ["ann@BÜCHER.example", "ann@xn--bcher-kva.example"],
    ["o'neil@acme.example", "o'neil@acme.example"],
    ["andré@acme.example", "andré@acme.example"],
  ])("reads %j", (typed, kept) => {
    expect(normaliseEmail(typed)).toBe(kept);
  });

  test.each([
    "",
    "ann",
    "@acme.example",
    "ann@",
    "ann@localhost",
    "a@b.example,c@d.example",
    "a@b.example;c@d.example",
    "a@b.example c@d.example",
    "ann@evil.example@acme.example",
    "Ann <ann@acme.example>",
    '"ann smith"@acme.example',
    "ann(comment)@acme.example",
    ".ann@acme.example",
    "ann.@acme.example",
    "ann..adams@acme.example",
    "ann@acme..example",
    "ann@-acme.example",
    "ann@acme.example.",
    "ann@acme.example/path",
    "ann@acme.example:25",
    "ann@acme.example%00.evil.example",
    "ann@ex%61mple.com",
    "ann@127.0.0.1",
    "ann@0x7f.1",
    "ann@[127.0.0.1]",
    "ann@[::1]",
    "ann@acme。example",
    "ann\u0000@acme.example",
    "ann@acme.example\r\nBcc: eve@evil.example",
    "ann\u200b@acme.example",
    "ann\u202e@acme.example",
    "ann@acme\u00ad.example",
    `${"a".repeat(65)}@acme.example`,
    `ann@${"a".repeat(64)}.example`,
    `ann@${"a.".repeat(130)}example`,
  ])("refuses %j", (typed) => {
    expect(parseEmailAddress(typed)).toBeNull();
  });

  test("keeps look-alikes distinct", () => {
    // A Cyrillic а, the Kelvin sign, a dotted capital I: each makes another address than the plain one.
    expect(normaliseEmail("аnn@acme.example")).not.toBe("ann@acme.example");
    expect(normaliseEmail("\u212aate@acme.example")).not.toBe("kate@acme.example");
    expect(normaliseEmail("\u0130an@acme.example")).not.toBe("ian@acme.example");
    expect(normaliseEmail("ann@аcme.example")).toBe("ann@xn--cme-5cd.example");
  });

  test("returns its parts", () => {
    expect(parseEmailAddress("Ann@Acme.example")).toEqual({
      address: "ann@acme.example",
      local: "ann",
      domain: "acme.example",
    });
  });
});
