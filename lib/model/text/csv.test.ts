import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine, decodeCsv, looksLikeFormula, parseCsv } from "./csv";

const cellsOf = (text: string) => {
  const read = parseCsv(text);
  return read.ok ? read.records.map((record) => record.cells) : read;
};

test("reads cells in quotes with separators, line breaks and doubled quotes", () => {
  expect(cellsOf('a,"b, ""c""\r\nd",e\r\nf,g,h')).toEqual([
    ["a", 'b, "c"\r\nd', "e"],
    ["f", "g", "h"],
  ]);
});

test.each([
  ["a byte order mark", "\uFEFFa,b\nc,d"],
  ["CR LF", "a,b\r\nc,d\r\n"],
  ["CR alone", "a,b\rc,d\r"],
  ["semicolons", "a;b\nc;d"],
  ["tabs", "a\tb\nc\td"],
  ["a line that names the separator", "sep=;\r\na;b\r\nc;d"],
  ["empty lines between", "a,b\n\n , \nc,d\n\n"],
  ["blanks around quotes", '"a" , "b"\n"c","d"'],
])("understands %s", (_, text) => {
  const read = cellsOf(text);
  expect(Array.isArray(read) && read.map((cells) => cells.map((cell) => cell.trim()))).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
});

test("counts lines as editors do, through cells of several lines", () => {
  const read = parseCsv('a,b\n"x\ny",1\n\nlast,2');
  expect(read.ok && read.records.map((record) => record.line)).toEqual([1, 2, 5]);
});

test("reports where a quote is left open or followed by text", () => {
  expect(parseCsv('a\nb,"c\nd')).toEqual({ ok: false, line: 2, problem: "quote_left_open" });
  expect(parseCsv('a\n"b"c')).toEqual({ ok: false, line: 2, problem: "text_after_quote" });
});

test("counts separators outside of quotes only", () => {
  expect(cellsOf('"a,b,c";d\ne;f')).toEqual([
    ["a,b,c", "d"],
    ["e", "f"],
  ]);
});

test("written values are read back", () => {
  const cell = fc.string({ unit: "grapheme" });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
      const text = rows.map((cells) => cells.map(quoted).join(",")).join("\r\n");
      const kept = rows.filter((cells) => cells.some((one) => one.trim() !== ""));
      expect(cellsOf(text)).toEqual(kept);
    }),
  );
});

test("recognises what a spreadsheet would run", () => {
  expect(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"].every(looksLikeFormula)).toBe(true);
  expect(["a=1", "Ann-Marie", ""].some(looksLikeFormula)).toBe(false);
});

test("reads the encodings in which spreadsheets save", () => {
  expect(decodeCsv(new TextEncoder().encode("Zoë"))).toBe("Zoë");
  expect(decodeCsv(new Uint8Array([0x5a, 0x6f, 0xeb]))).toBe("Zoë");
  expect(decodeCsv(new Uint8Array([0xff, 0xfe, 0x5a, 0x00]))).toContain("Z");
});

test.each([
  ["=1+1", "'=1+1"],
  ["  =1+1", "'  =1+1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["-2", "'-2"],
  ["\tx", "'\tx"],
  ['say "hi"', 'say ""hi""'],
  ["ann@acme.example", "ann@acme.example"],
])("writes %j as a cell that nothing runs", (cell, written) => {
  expect(csvLine([cell, null])).toBe(`"${written}",""\r\n`);
});
