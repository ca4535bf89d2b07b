"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import { controlClasses } from "@/components/ui/control-classes";
import { cx } from "@/components/ui/cx";
import { Field } from "@/components/ui/field";
import { useFormField } from "@/components/ui/form-context";
import { type AccentShade, accentShades, readable } from "@/lib/model/brand/accent";
import { type Hex, readHex } from "@/lib/model/brand/colour";

export interface AccentFieldProps {
  /** As it is typed; empty for the default. */
  value: string;
  onChange: (text: string) => void;
  /** The colour that stands in while nothing is chosen. */
  fallback: Hex;
}

/** A colour by picker or by its digits, with what each theme makes of it. */
export function AccentField({ value, onChange, fallback }: AccentFieldProps) {
  const help = "Six hexadecimal digits. Leave empty for the default.";
  const field = useFormField("accent", help);
  const chosen = readHex(value);
  return (
    <div className="space-y-3">
      <Field field={field} label="Accent colour" help={help} optional>
        <div className="flex gap-2">
          <input
            type="color"
            aria-label="Pick the accent colour"
            value={chosen ?? fallback}
            onChange={(event) => onChange(event.currentTarget.value)}
            className="h-9 w-12 shrink-0 cursor-pointer rounded-md border border-edge bg-surface p-1 max-md:h-11"
          />
          <input
            {...field.aria}
            type="text"
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
            placeholder="#1a5fb4"
            maxLength={7}
            spellCheck={false}
            autoCapitalize="none"
            className={cx(controlClasses, "max-w-40 font-mono")}
          />
        </div>
      </Field>
      {chosen && <Readability chosen={chosen} />}
    </div>
  );
}

/** Whether the colour can be read in each theme, and the shade that stands in if it cannot. */
function Readability({ chosen }: { chosen: Hex }) {
  const { light, dark } = accentShades(chosen);
  return (
    <ul aria-label="Readability" className="space-y-2">
      <Line theme="Light theme" chosen={chosen} shade={light} />
      <Line theme="Dark theme" chosen={chosen} shade={dark} />
    </ul>
  );
}

function Line({ theme, chosen, shade }: { theme: string; chosen: Hex; shade: AccentShade }) {
  const ratio = `${shade.chosenContrast.toFixed(1)}:1`;
  const Icon = shade.adjusted ? TriangleAlert : CircleCheck;
  return (
    <li className="flex gap-2">
      <Icon aria-hidden className={cx("mt-0.5 size-4 shrink-0", shade.adjusted ? "text-warn" : "text-ok")} />
      <span className="min-w-0">
        {theme}: <Swatch colour={shade.accent} /> <code className="font-mono text-sm">{shade.accent}</code>
        <span className="block text-sm text-muted">
          {shade.adjusted
            ? `The nearest readable shade. ${chosen} has a contrast of ${ratio}; text needs ${readable}:1.`
            : `Used as it is: its contrast is ${ratio}.`}
        </span>
      </span>
    </li>
  );
}

/** Set by script: the security policy refuses styles in attributes. */
function Swatch({ colour }: { colour: Hex }) {
  return (
    <span
      aria-hidden
      ref={(element) => element?.style.setProperty("background-color", colour)}
      className="inline-block size-3.5 rounded-md border border-line align-[-2px]"
    />
  );
}
