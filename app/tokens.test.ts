import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Oklch = readonly [number, number, number];

/** Relative luminance (WCAG 2.2) of an OKLCH colour, via OKLab and linear sRGB. */
function luminance([l, c, h]: Oklch): number {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const red = clamp(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clamp(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clamp(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Oklch, other: Oklch): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const css = readFileSync(new URL("./globals.css", import.meta.url), "utf8");

function token(name: string, scheme: "light" | "dark"): Oklch {
  const value = new RegExp(`--${name}: ([^;]+);`).exec(css)?.[1] ?? "";
  const colours = [...value.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)/g)].map(
    ([, l, c, h]) => [Number(l), Number(c), Number(h)] as const,
  );
  const colour = colours[scheme === "dark" ? colours.length - 1 : 0];
  if (!colour) throw new Error(`No colour for --${name}`);
  return colour;
}

const grounds = ["canvas", "surface", "sunken", "float"];
const readable: [string, string][] = [
  ...grounds.flatMap((ground) =>
    ["text", "muted", "accent", "danger"].map((ink): [string, string] => [ink, ground]),
  ),
  ...["accent", "ok", "warn", "danger"].flatMap((tone): [string, string][] => [
    [tone, `${tone}-soft`],
    [tone, "surface"],
    ["text", `${tone}-soft`],
    ["muted", `${tone}-soft`],
  ]),
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ["on-danger", "danger"],
  ["on-danger", "danger-strong"],
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((mark): [string, string] => ["on-mark", `mark-${mark}`]),
];

describe.each(["light", "dark"] as const)("%s colours", (scheme) => {
  test.each(readable)("%s is readable on %s", (ink, ground) => {
    expect(contrast(token(ink, scheme), token(ground, scheme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(["canvas", "surface"])("the edge of a control stands out from %s", (ground) => {
    expect(contrast(token("edge", scheme), token(ground, scheme))).toBeGreaterThanOrEqual(3);
  });
});
