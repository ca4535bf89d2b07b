import { CodeBlock } from "@/components/ui/code-block";
import { DataTable } from "@/components/ui/data-table";
import { meaningOf } from "@/lib/model/applications/claim-meanings";

interface DecodedTokenProps {
  caption: string;
  claims: Readonly<Record<string, unknown>>;
}

const instants = new Set(["iat", "exp", "auth_time", "session_expiry"]);

/** The claims of a token, one per row: what it says, and what that means. */
export function DecodedToken({ caption, claims }: DecodedTokenProps) {
  return (
    <div className="space-y-4">
      <DataTable
        caption={caption}
        rows={Object.entries(claims)}
        rowKey={([name]) => name}
        empty={null}
        columns={[
          {
            key: "claim",
            header: "Claim",
            className: "whitespace-nowrap",
            cell: ([name]) => <code className="font-mono text-sm">{name}</code>,
          },
          {
            key: "value",
            header: "Value",
            className: "[overflow-wrap:anywhere]",
            cell: ([name, value]) => <Value name={name} value={value} />,
          },
          { key: "meaning", header: "Meaning", cell: ([name]) => meaningOf(name) ?? "–" },
        ]}
      />
      <details>
        <summary className="w-fit cursor-pointer font-medium max-md:py-2">As JSON</summary>
        <div className="pt-3">
          <CodeBlock label={caption} code={JSON.stringify(claims, null, 2)} />
        </div>
      </details>
    </div>
  );
}

function Value({ name, value }: { name: string; value: unknown }) {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const at = instants.has(name) && typeof value === "number" ? new Date(value * 1000) : null;
  return (
    <>
      <code className="font-mono text-sm">{text}</code>
      {at && (
        <span className="block text-sm text-muted">
          {at.toISOString().replace(".000Z", " UTC").replace("T", " ")}
        </span>
      )}
    </>
  );
}
