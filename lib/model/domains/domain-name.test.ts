import { describe, expect, test } from "vitest";
import { cleanDomain } from "./domain-name";

describe("an email domain", () => {
  test.each([
    ["acme.example", "acme.example", false],
    [" ACME.example\n", "acme.example", false],
    ["@acme.example", "acme.example", true],
    ["ann@acme.example", "acme.example", true],
    ["https://acme.example/about?x=1#top", "acme.example", true],
    ["https://user@acme.example:8443/", "acme.example", true],
    ["mailto:ann@acme.example", "acme.example", true],
    ["acme.example.", "acme.example", true],
    ["sub.acme.example", "sub.acme.example", false],
    ["bücher.example", "xn--bcher-kva.example", false],
  ])("reads %j", (typed, name, repaired) => {
    expect(cleanDomain(typed)).toEqual({ ok: true, name, repaired });
  });

  test.each([
    ["", "empty"],
    ["   ", "empty"],
    ["localhost", "single_label"],
    ["acme", "single_label"],
    ["10.0.0.1", "ip_address"],
    ["http://10.0.0.1:8080/", "ip_address"],
    ["2130706433", "ip_address"],
    ["0x7f.0.0.1", "ip_address"],
    ["[::1]", "ip_address"],
    ["fe80::1", "ip_address"],
    ["gmail.com", "free_mail"],
    ["ann@Outlook.com", "free_mail"],
    ["acme..example", "malformed"],
    ["acme .example", "malformed"],
    ["acme_.example", "malformed"],
    ["*.acme.example", "malformed"],
    ["acme.example, other.example", "malformed"],
    ["-acme.example", "malformed"],
    [`${"a".repeat(64)}.example`, "malformed"],
  ])("refuses %j as %s", (typed, problem) => {
    expect(cleanDomain(typed)).toEqual({ ok: false, problem });
  });
});
