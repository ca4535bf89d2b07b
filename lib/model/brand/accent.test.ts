import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accentShade, accentStyles, accentTokens, grounds, readable, type Theme } from "./accent";
import { contrast, fromOklch, type Hex, readHex, toOklch } from "./colour";

const themes: Theme[] = ["light", "dark"];
const anyColour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value): Hex => `#${value.toString(16).padStart(6, "0")}`);
const groundsOf = (theme: Theme) => Object.values(grounds[theme]).map(([l, c, h]) => fromOklch({ l, c, h }));

describe("colours", () => {
  test("are read with three or six digits, with and without the sign", () => {
    expect(["#1A5FB4", "1a5fb4", " #abc "].map(readHex)).toEqual(["#1a5fb4", "#1a5fb4", "#aabbcc"]);
  });

  test.each(["", "#12345", "red", "#1a5fb4;}", "rgb(0,0,0)", "#１２３４５６", "url(x)"])(
    "refuse %j",
    (text) => {
      expect(readHex(text)).toBeNull();
    },
  );

  test("have the contrast that WCAG computes", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });

  test("come back from OKLCH as they went in", () => {
    fc.assert(fc.property(anyColour, (colour) => fromOklch(toOklch(colour)) === colour));
  });
});

describe.each(themes)("an accent in the %s theme", (theme) => {
  test("can be read on every ground, and text on it, whatever was chosen", () => {
    fc.assert(
      fc.property(anyColour, (chosen) => {
        const { accent, strong, soft, onAccent } = accentShade(chosen, theme);
        for (const back of [...groundsOf(theme), soft, onAccent])
          expect(contrast(accent, back)).toBeGreaterThanOrEqual(readable);
        expect(contrast(strong, onAccent)).toBeGreaterThanOrEqual(readable);
      }),
    );
  });

  test("is the chosen colour exactly if that can be read, and only then", () => {
    fc.assert(
      fc.property(anyColour, (chosen) => {
        const { accent, adjusted, chosenContrast } = accentShade(chosen, theme);
        expect(adjusted).toBe(chosenContrast < readable);
        expect(accent === chosen).toBe(!adjusted);
      }),
    );
  });

  test("is the nearest shade: a little closer to the chosen colour could not be read", () => {
    for (const chosen of ["#ffcc00", "#0b1f3a", "#808080"] as const) {
      const { accent, adjusted, soft, onAccent } = accentShade(chosen, theme);
      if (!adjusted) continue;
      const { c, h } = toOklch(chosen);
      const step = theme === "light" ? 0.012 : -0.012;
      const closer = fromOklch({ l: toOklch(accent).l + step, c, h });
      const worst = Math.min(...[...groundsOf(theme), soft, onAccent].map((back) => contrast(closer, back)));
      expect(worst).toBeLessThan(readable);
    }
  });

  test("stands on the grounds of the style sheet", () => {
    const css = readFileSync("app/globals.css", "utf8");
    for (const [name, colour] of Object.entries(grounds[theme])) {
      const value = new RegExp(`--${name}: ([^;]+);`).exec(css)?.[1] ?? "";
      const all = [...value.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)/g)];
      expect(all[theme === "light" ? 0 : 1]?.slice(1).map(Number)).toEqual(colour);
    }
  });
});

test("yellow becomes a dark yellow on white and stays itself in the dark", () => {
  expect(accentShade("#ffcc00", "light")).toMatchObject({ accent: "#876a00", adjusted: true });
  expect(accentShade("#ffcc00", "dark")).toMatchObject({ accent: "#ffcc00", adjusted: false });
});

test("the style sheet has the tokens of each theme where that theme is shown", () => {
  const [light, dark, chosenDark] = accentStyles("#ffcc00").trim().split("\n");
  const tokens = (theme: Theme) =>
    Object.entries(accentTokens("#ffcc00", theme))
      .map(([name, value]) => `${name}:${value}`)
      .join(";");
  expect(light).toBe(`[data-accent="#ffcc00"]{${tokens("light")}}`);
  expect(dark).toMatch(
    /^@media screen and \(prefers-color-scheme:dark\)\{:root:not\(\[data-theme="light"\]\) /,
  );
  for (const rule of [dark, chosenDark]) expect(rule).toContain(`{${tokens("dark")}}`);
  expect(tokens("light")).toMatch(/^(--[a-z-]+:#[0-9a-f]{6};?){4}$/);
});
