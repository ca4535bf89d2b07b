import { Download } from "lucide-react";
import { buttonClasses } from "@/components/ui/button-classes";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyField } from "@/components/ui/copy-field";
import type { Given, OurValue } from "@/lib/protocols/providers/provider";
import type { OurValues as Values } from "@/lib/schemas/sso-views";

interface OurValuesProps {
  /** In the order of the provider's screens, with its own labels. */
  give: readonly Given<OurValue>[];
  values: Values;
}

/** Our values, each under the label of the provider's field that it goes into; their meaning is one click away. */
export function OurValues({ give, values }: OurValuesProps) {
  const needed = give.filter(({ optional }) => !optional);
  const optional = give.filter((given) => given.optional);
  return (
    <div className="space-y-4">
      {needed.map((given) => (
        <OurValueField key={`${given.value} ${given.label}`} given={given} values={values} />
      ))}
      <details>
        <summary className="font-medium text-accent max-md:min-h-11">
          {optional.length > 0 ? "More values, and what they mean" : "What these values mean"}
        </summary>
        <div className="space-y-4 pt-4">
          {optional.map((given) => (
            <OurValueField key={`${given.value} ${given.label}`} given={given} values={values} />
          ))}
          <dl className="space-y-2 text-sm">
            {give.map(({ value, label, meaning }) => (
              <div key={`${value} ${label}`}>
                <dt className="font-medium">{label}</dt>
                <dd className="text-muted">{meaning}</dd>
              </div>
            ))}
          </dl>
          {values.metadataUrl && (
            <a
              href={values.metadataUrl}
              download="gatehouse-metadata.xml"
              className={buttonClasses("secondary", "medium")}
            >
              <Download aria-hidden />
              Download our metadata
            </a>
          )}
        </div>
      </details>
    </div>
  );
}

function OurValueField({ given, values }: { given: Given<OurValue>; values: Values }) {
  const value = values[given.value];
  if (!value) return null;
  if (given.value === "encryptionCertificate") return <CodeBlock label={given.label} code={value} />;
  return <CopyField label={given.label} value={value} />;
}
