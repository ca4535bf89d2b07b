/** A colour as `#rrggbb`, in small letters. */
export type Hex = `#${string}`;

/** OKLCH: lightness 0 to 1, chroma, hue in degrees (CSS Color 4 §9.4). */
export interface Oklch {
  l: number;
  c: number;
  h: number;
}

type Triple = readonly [number, number, number];

/** `#rgb` or `#rrggbb`, with or without the sign; `null` for anything else. */
export function readHex(text: string): Hex | null {
  const digits = text.trim().replace(/^#/, "").toLowerCase();
  if (/^[0-9a-f]{6}$/.test(digits)) return `#${digits}`;
  if (/^[0-9a-f]{3}$/.test(digits)) return `#${[...digits].map((digit) => digit + digit).join("")}`;
  return null;
}

/** The ratio of two colours (WCAG 2.2, "contrast ratio"): 1 to 21. */
export function contrast(one: Hex, other: Hex): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: Hex): number {
  const [red, green, blue] = linearOf(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The colour in OKLCH. */
export function toOklch(colour: Hex): Oklch {
  const [red, green, blue] = linearOf(colour);
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short;
  const b = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short;
  return {
    l: 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    c: Math.hypot(a, b),
    h: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360,
  };
}

/** The nearest colour that screens can show: as light and of the same hue, with less chroma where needed. */
export function fromOklch({ l, c, h }: Oklch): Hex {
  let [least, most] = [0, c];
  if (isShown(linear({ l, c, h }))) least = c;
  else
    for (let step = 0; step < 16; step += 1) {
      const middle = (least + most) / 2;
      if (isShown(linear({ l, c: middle, h }))) least = middle;
      else most = middle;
    }
  const bytes = linear({ l, c: least, h }).map((value) => Math.round(encoded(clamp(value)) * 255));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

function linear({ l, c, h }: Oklch): Triple {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

function linearOf(colour: Hex): Triple {
  const byte = (at: number) => decoded(Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  return [byte(1), byte(3), byte(5)];
}

const isShown = (values: Triple) => values.every((value) => value >= -0.0005 && value <= 1.0005);
const clamp = (value: number) => Math.min(1, Math.max(0, value));
const decoded = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const encoded = (value: number) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);
