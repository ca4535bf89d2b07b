import { RelativeTime } from "@/components/ui/relative-time";
import type { TestResultView } from "@/lib/schemas/sso-views";

/** The attributes of the last test, in a narrow column: each name with its values beneath. */
export function SeenAttributes({ result }: { result: TestResultView | null }) {
  const entries = Object.entries(result?.attributes ?? {});
  if (!result || entries.length === 0)
    return (
      <p className="text-sm text-muted">
        The test shows what the provider sends. If a name or an address is missing there, return to this step
        and enter its attribute.
      </p>
    );
  return (
    <>
      <p className="text-sm text-muted">
        From the test <RelativeTime value={result.createdAt} />. Use the names from this list.
      </p>
      <dl className="space-y-3">
        {entries.map(([name, values]) => (
          <div key={name}>
            <dt className="font-mono text-sm break-all">{name}</dt>
            <dd className="text-sm text-muted [overflow-wrap:anywhere]">{values.join(", ") || "(empty)"}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
