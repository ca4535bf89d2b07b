import { Callout } from "@/components/ui/callout";
import { CopyField } from "@/components/ui/copy-field";

interface IssuedCredentialProps {
  /** The label of the provider's field. */
  label: string;
  value: string;
  /** The provider, in the middle of a sentence. */
  called: string;
}

/** A new token or client secret, shown this once. */
export function IssuedCredential({ label, value, called }: IssuedCredentialProps) {
  return (
    <>
      <CopyField label={label} value={value} />
      <Callout tone="warn" title="Copy it now">
        It is shown only here and now. Whoever has it can add and remove people, so paste it into {called} and
        keep it nowhere else.
      </Callout>
    </>
  );
}
