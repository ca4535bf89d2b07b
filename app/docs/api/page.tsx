import type { Metadata } from "next";
import { Link } from "@/components/ui/link";
import { helpAddresses } from "@/lib/model/help";
import { allOperations } from "@/lib/server/api/openapi/all-operations";
import { problemDocs } from "@/lib/server/api/openapi/problems";
import { dependencies } from "@/lib/server/process/dependencies";
import { HelpFrame } from "../help-frame";
import { OperationEntry } from "./operation-entry";

export const metadata: Metadata = { title: "API, help" };

/** The API for people: the same facts as `/api/v1/openapi.json`, and the meaning of each problem. */
export default async function ApiPage() {
  const { appUrl } = await dependencies();
  const tags = [...new Set(allOperations.map(({ tag }) => tag))];
  return (
    <HelpFrame
      title="API"
      href={helpAddresses.api}
      sections={[
        ...tags.map((tag) => ({ id: anchorOf(tag), title: tag })),
        { id: "rules", title: "Rules for every call" },
        { id: "problems", title: "Problems" },
      ]}
      summary={
        <>
          With the API, programs can do what administrators do in the console. Send each call to{" "}
          <code className="font-mono [overflow-wrap:anywhere]">{appUrl}/api/v1</code> with{" "}
          <code className="font-mono">Authorization: Bearer …</code> and a token of the space. Bodies and
          responses are JSON. The same description for programs:{" "}
          <Link href="/api/v1/openapi.json">openapi.json</Link>.
        </>
      }
    >
      <div className="space-y-10 text-base">
        <Rules />
        {tags.map((tag) => (
          <section key={tag} aria-labelledby={anchorOf(tag)} className="space-y-4">
            <h2 id={anchorOf(tag)} className="text-xl font-semibold">
              {tag}
            </h2>
            {allOperations
              .filter((operation) => operation.tag === tag)
              .map((operation) => (
                <OperationEntry key={operation.id} operation={operation} />
              ))}
          </section>
        ))}
        <Problems />
      </div>
    </HelpFrame>
  );
}

const anchorOf = (tag: string) => tag.toLowerCase().replaceAll(" ", "-");

function Rules() {
  return (
    <section aria-labelledby="rules" className="space-y-3">
      <h2 id="rules" className="text-xl font-semibold">
        Rules for every call
      </h2>
      <ul className="list-disc space-y-2 pl-5">
        <li>
          A refusal is <code className="font-mono">application/problem+json</code> (RFC 9457). Tell refusals
          apart by <code className="font-mono">code</code>. Codes are stable; sentences may change.
        </li>
        <li>
          Lists return <code className="font-mono">data</code>, <code className="font-mono">total</code> and{" "}
          <code className="font-mono">nextCursor</code>; send that as{" "}
          <code className="font-mono">cursor</code> for the next part.
        </li>
        <li>
          A resource with a revision returns it as <code className="font-mono">ETag</code>. Send it back as{" "}
          <code className="font-mono">If-Match</code>: a change to an older revision is refused with 412, and
          the response says what changed.
        </li>
        <li>
          A POST with an <code className="font-mono">Idempotency-Key</code> is performed once: repeats within
          a day get the first response again.
        </li>
        <li>
          <code className="font-mono">RateLimit-Remaining</code> and{" "}
          <code className="font-mono">RateLimit-Reset</code> show how many calls are left. After that the
          response is 429 with <code className="font-mono">Retry-After</code>.
        </li>
        <li>
          Webhooks are signed as defined by Standard Webhooks: verify{" "}
          <code className="font-mono">webhook-signature</code> over{" "}
          <code className="font-mono">webhook-id.webhook-timestamp.body</code>, and refuse old timestamps and
          ids that you have already seen.
        </li>
      </ul>
    </section>
  );
}

function Problems() {
  return (
    <section aria-labelledby="problems" className="space-y-4">
      <h2 id="problems" className="text-xl font-semibold">
        Problems
      </h2>
      <dl className="space-y-3">
        {problemDocs.map(({ code, statuses, meaning }) => (
          <div key={code} id={`problem-${code}`} className="scroll-mt-4">
            <dt className="font-medium">
              <code className="font-mono">{code}</code>{" "}
              <span className="text-sm text-muted">{statuses.join(", ")}</span>
            </dt>
            <dd className="text-muted">{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
