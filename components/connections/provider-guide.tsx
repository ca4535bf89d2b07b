import { CircleHelp } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import type { Given, GroupsOf, OurValue, Step } from "@/lib/protocols/providers/provider";
import type { OurValues } from "@/lib/schemas/sso-views";
import { RichText } from "./rich-text";

/** A provider's guide without regard to its protocol. */
export interface ShownGuide {
  give: readonly Given<OurValue>[];
  steps: readonly Step<OurValue>[];
  notes: readonly string[];
  groups: GroupsOf;
  unconfirmed?: boolean;
}

/** What to do at the provider, step by step, with the values that each step needs. */
export function ProviderGuide({ guide, values }: { guide: ShownGuide; values: OurValues }) {
  const labelOf = (value: OurValue) => guide.give.find((given) => given.value === value)?.label ?? "value";
  return (
    <div className="space-y-5">
      {guide.unconfirmed && (
        <p className="text-sm text-muted">
          The labels in this guide may differ slightly from the provider's console. The meaning of each value
          is given below it.
        </p>
      )}
      <ol className="space-y-5">
        {guide.steps.map((step, index) => (
          <li key={step.title} className="space-y-1.5">
            <h3 className="flex flex-wrap items-baseline gap-x-2 font-medium">
              <span>
                {index + 1}. {step.title}
              </span>
              {step.optional && (
                <Badge icon={CircleHelp} className="font-normal">
                  Optional
                </Badge>
              )}
            </h3>
            <p className="text-sm text-muted [overflow-wrap:anywhere]">
              <RichText text={step.text} />
            </p>
            {step.copies && (
              <div className="flex flex-wrap gap-2">
                {step.copies.map((value) => (
                  <StepCopy key={value} value={values[value]} label={labelOf(value)} />
                ))}
              </div>
            )}
          </li>
        ))}
      </ol>
      {guide.notes.length > 0 && (
        <div className="space-y-1.5 border-t border-line pt-4">
          <h3 className="font-medium">Good to know</h3>
          <ul className="list-disc space-y-1.5 pl-4 text-sm text-muted">
            {guide.notes.map((note) => (
              <li key={note}>
                <RichText text={note} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function StepCopy({ value, label }: { value: string | null; label: string }) {
  return value ? (
    <CopyButton text={value} size="small" label={`Copy ${label}`}>
      {label}
    </CopyButton>
  ) : null;
}
