import { contrast, fromOklch, type Hex, toOklch } from "./colour";

/** What text needs to be read (WCAG 2.2, 1.4.3). */
export const readable = 4.5;

export type Theme = "light" | "dark";

/** What a theme makes of a chosen accent. */
export interface AccentShade {
  /** The chosen colour where it can be read, else the nearest shade that can. */
  accent: Hex;
  strong: Hex;
  soft: Hex;
  onAccent: Hex;
  /** The contrast of the colour as it was chosen, on the least favourable ground. */
  chosenContrast: number;
  /** True if another shade stands in for the chosen colour. */
  adjusted: boolean;
}

/** The grounds that an accent stands on as text, as app/globals.css has them; a test compares the two. */
export const grounds: Record<Theme, { [name: string]: readonly [number, number, number] }> = {
  light: {
    canvas: [0.982, 0.003, 250],
    surface: [1, 0, 0],
    sunken: [0.964, 0.004, 250],
    float: [1, 0, 0],
  },
  dark: {
    canvas: [0.175, 0.008, 260],
    surface: [0.212, 0.009, 260],
    sunken: [0.248, 0.011, 260],
    float: [0.245, 0.011, 260],
  },
};

/** What is derived from an accent, and which way it moves until it can be read. */
const themes = {
  light: { soft: [0.957, 0.017], onAccent: [0.995, 0.002], towards: 0, strong: -0.065 },
  dark: { soft: [0.295, 0.045], onAccent: [0.19, 0.03], towards: 1, strong: 0.06 },
} as const;

/** The shades of an accent in one theme. Each can be read on every ground, and what stands on it can be read too. */
export function accentShade(chosen: Hex, theme: Theme): AccentShade {
  const { l, c, h } = toOklch(chosen);
  const rules = themes[theme];
  // A grey accent stays grey: its hue means nothing.
  const tint = ([lightness, chroma]: readonly [number, number]) =>
    fromOklch({ l: lightness, c: Math.min(chroma, c), h });
  const soft = tint(rules.soft);
  const onAccent = tint(rules.onAccent);
  const backs = [...Object.values(grounds[theme]).map(groundOf), soft, onAccent];
  const worst = (colour: Hex) => Math.min(...backs.map((back) => contrast(colour, back)));
  const chosenContrast = worst(chosen);
  const adjusted = chosenContrast < readable;
  const accent = adjusted ? nearestReadable({ l, c, h }, rules.towards, worst) : chosen;
  const lightness = toOklch(accent).l;
  const strong = fromOklch({ l: Math.min(0.97, Math.max(0.05, lightness + rules.strong)), c, h });
  return { accent, strong, soft, onAccent, chosenContrast, adjusted };
}

/** Both themes' shades. */
export function accentShades(chosen: Hex): Record<Theme, AccentShade> {
  return { light: accentShade(chosen, "light"), dark: accentShade(chosen, "dark") };
}

/** The tokens that an accent sets in a theme. */
export function accentTokens(chosen: Hex, theme: Theme) {
  const { accent, strong, soft, onAccent } = accentShade(chosen, theme);
  return {
    "--accent": accent,
    "--accent-strong": strong,
    "--accent-soft": soft,
    "--on-accent": onAccent,
  } as const;
}

/** The style sheet of an accent: its tokens for whatever carries `data-accent`, in both themes. */
export function accentStyles(chosen: Hex): string {
  const tokens = (theme: Theme) =>
    Object.entries(accentTokens(chosen, theme))
      .map(([name, value]) => `${name}:${value}`)
      .join(";");
  const wearer = `[data-accent="${chosen}"]`;
  // As app/globals.css chooses: the system's theme, unless the person has chosen one. On paper it is light.
  return `${wearer}{${tokens("light")}}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme="light"]) ${wearer}{${tokens("dark")}}}
@media screen{:root[data-theme="dark"] ${wearer}{${tokens("dark")}}}
`;
}

function nearestReadable(
  { l, c, h }: ReturnType<typeof toOklch>,
  towards: number,
  worst: (colour: Hex) => number,
): Hex {
  let [fails, passes] = [l, towards];
  for (let step = 0; step < 20; step += 1) {
    const middle = (fails + passes) / 2;
    if (worst(fromOklch({ l: middle, c, h })) >= readable) passes = middle;
    else fails = middle;
  }
  return fromOklch({ l: passes, c, h });
}

const groundOf = ([l, c, h]: readonly [number, number, number]) => fromOklch({ l, c, h });
