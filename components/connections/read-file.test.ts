import { expect, test } from "vitest";
import { readFile } from "./read-file";

const aFile = (...parts: (string | Uint8Array<ArrayBuffer>)[]) => new File(parts, "metadata.xml");
const textOf = async (file: File) => {
  const reading = await readFile(file);
  return reading.ok ? reading.text : reading.problem;
};

test("reads UTF-8, with or without a byte order mark", async () => {
  expect(await textOf(aFile("<a>é</a>"))).toBe("<a>é</a>");
  expect(await textOf(aFile("\u{feff}<a/>"))).toBe("<a/>");
});

test("reads UTF-16 by its byte order mark", async () => {
  expect(await textOf(aFile(new Uint8Array([0xff, 0xfe, 0x3c, 0x00, 0x61, 0x00])))).toBe("<a");
  expect(await textOf(aFile(new Uint8Array([0xfe, 0xff, 0x00, 0x3c, 0x00, 0x61])))).toBe("<a");
});

test("reads the encoding that an XML declaration names", async () => {
  const declared = '<?xml version="1.0" encoding="ISO-8859-1"?><a>';
  expect(await textOf(aFile(declared, new Uint8Array([0xe9])))).toBe(`${declared}é`);
  expect(await textOf(aFile('<?xml version="1.0" encoding="no-such"?><a/>'))).toContain("<a/>");
});

test("converts a binary certificate to PEM", async () => {
  const text = await textOf(aFile(new Uint8Array([0x30, 0x82, 0x00, 0x01, 0x05])));
  expect(text).toMatch(/^-----BEGIN CERTIFICATE-----\nMIIAAQU=\n-----END/);
});

test("refuses empty or oversized files before they are sent", async () => {
  expect(await textOf(aFile(""))).toContain("empty");
  expect(await textOf(aFile("x".repeat(10_000_000)))).toContain("10 MB");
});
