import { CopyField } from "@/components/ui/copy-field";
import type { TestResultView } from "@/lib/schemas/sso-views";

interface TestHintProps {
  hint: NonNullable<TestResultView["hint"]>;
  providerName: string;
  /** Unfolded: the person has returned, or has been away for long. */
  open: boolean;
}

/** What to compare at a provider that has sent nobody back: it shows its own error and sends us nothing. */
export function TestHint({ hint, providerName, open }: TestHintProps) {
  return (
    <details open={open} className="rounded-lg border border-line">
      <summary className="px-4 py-2.5 font-medium max-md:min-h-11">
        Did {providerName} show an error? Then it does not know us
      </summary>
      <div className="space-y-4 border-t border-line p-4">
        <p>{hint.message}</p>
        {hint.values.map(({ name, label, value }) => (
          <CopyField key={name} label={label} value={value} />
        ))}
      </div>
    </details>
  );
}
