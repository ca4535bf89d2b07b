"use client";

import { ArrowLeft, ArrowRight } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Given, GroupsOf, OurValue, Step } from "@/lib/protocols/providers/provider";
import { DrawnScreen, type DrawnValues } from "./drawn-screen";
import { RichText } from "./rich-text";

/** A provider's guide, of either protocol. */
export interface ShownGuide {
  give: readonly Given<OurValue>[];
  steps: readonly Step<OurValue>[];
  notes: readonly string[];
  groups: GroupsOf;
  unconfirmed?: boolean;
}

/** What the guide needs of any guide. */
interface ShownSteps<Value extends string> {
  steps: readonly Step<Value>[];
  notes: readonly string[];
  unconfirmed?: boolean;
}

interface ProviderGuideProps<Value extends string> {
  guide: ShownSteps<Value>;
  values: DrawnValues<Value>;
  /** What is in the place of a value that does not exist yet. */
  missing?: string;
}

/** What to do at the provider, one step at a time, each with a drawing of its screen. */
export function ProviderGuide<Value extends string>({ guide, values, missing }: ProviderGuideProps<Value>) {
  const { steps, notes } = guide;
  const [at, setAt] = useState(0);
  const step = steps[at];
  if (!step) return null;
  return (
    <div className="space-y-3">
      <div className="flex items-center justify-between gap-3">
        <p className="text-sm text-muted">
          Step {at + 1} of {steps.length}
          {step.optional && " · optional"}
        </p>
        <span className="flex gap-1.5">
          <Button
            size="small"
            aria-label="Previous step"
            aria-disabled={at === 0 || undefined}
            onClick={() => setAt(Math.max(at - 1, 0))}
          >
            <ArrowLeft aria-hidden />
          </Button>
          <Button
            size="small"
            aria-label="Next step"
            aria-disabled={at === steps.length - 1 || undefined}
            onClick={() => setAt(Math.min(at + 1, steps.length - 1))}
          >
            <ArrowRight aria-hidden />
          </Button>
        </span>
      </div>
      <div aria-live="polite" className="space-y-3">
        <h3 className="font-medium">{step.title}</h3>
        {step.screen && (
          <DrawnScreen screen={step.screen} values={values} {...(missing ? { missing } : {})} />
        )}
        <p className="[overflow-wrap:anywhere]">
          <RichText text={step.text} />
        </p>
      </div>
      <AllSteps steps={steps} unconfirmed={guide.unconfirmed ?? false} />
      {notes.length > 0 && (
        <details className="text-sm">
          <summary className="font-medium text-accent max-md:min-h-11">Good to know</summary>
          <ul className="list-disc space-y-1.5 pt-2 pl-4 text-muted">
            {notes.map((note) => (
              <li key={note}>
                <RichText text={note} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** For those who would rather read, and for screens that have changed since they were drawn. */
function AllSteps({ steps, unconfirmed }: { steps: readonly Step<string>[]; unconfirmed: boolean }) {
  return (
    <details className="text-sm">
      <summary className="font-medium text-accent max-md:min-h-11">All steps as text</summary>
      <div className="space-y-3 pt-2 text-muted">
        {unconfirmed && <p>Labels may differ slightly from the provider's console.</p>}
        <ol className="list-decimal space-y-2 pl-5">
          {steps.map((step) => (
            <li key={step.title} className="[overflow-wrap:anywhere]">
              <span className="font-medium text-text">
                {step.title}
                {step.optional && " (optional)"}
              </span>
              <span className="block">
                <RichText text={step.text} />
              </span>
            </li>
          ))}
        </ol>
      </div>
    </details>
  );
}
