import fc from "fast-check";
import { expect, test } from "vitest";
import { pemMarkers } from "./pem-markers";

/** The rule as a regular expression, for short texts only: on long ones it takes the third power of their length. */
const dash = "[-\u2010-\u2015\u2212]";
const rule = new RegExp(`${dash}{1,8}[ \\t]*(BEGIN|END)[ \\t]+([A-Z0-9 ]*[A-Z0-9])[ \\t]*${dash}{1,8}`, "gi");

const piece = fc.constantFrom(
  ...[
    "-",
    "-----",
    "--------",
    "\u2014",
    " ",
    "\t",
    "\n",
    "BEGIN",
    "End",
    "BEGIN CERTIFICATE",
    " RSA PRIVATE KEY",
  ],
  ...["MII=", "A", "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----", "é", "END"],
);

test("finds the lines that the rule describes", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      const wanted = [...text.matchAll(rule)].map((found) => [found.index, found[0], found[1], found[2]]);
      expect(pemMarkers(text).map(({ index, whole, label }) => [index, whole, label])).toEqual(
        wanted.map(([index, whole, , label]) => [index, whole, label]),
      );
      expect(pemMarkers(text).map(({ side }) => side)).toEqual(
        wanted.map(([, , side]) => String(side).toUpperCase()),
      );
    }),
    { numRuns: 3_000 },
  );
});
