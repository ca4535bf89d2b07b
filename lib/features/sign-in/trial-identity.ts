import type { Connection } from "@/lib/model/connections/connection";
import { readTypedAttributes } from "@/lib/model/mapping/typed-attributes";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** The identity that a test run of this space brought, as the sign-in would check it. */
export async function identityOfRun(
  deps: Pick<Dependencies, "store">,
  ctx: Context,
  connection: Connection,
  runId: string,
): Promise<Outcome<VerifiedIdentity>> {
  const run = await deps.store.connectionsOf(connection.organizationId).testRun(runId);
  const report = run?.connectionId === connection.id && run.spaceId === ctx.space.id ? run.report : null;
  if (!report || Object.keys(report.attributes).length === 0) {
    return refused(
      "invalid",
      "no_test_attributes",
      "This test contained no attributes. Choose another one, or type some.",
      {
        field: "trialRun",
      },
    );
  }
  const [verified] = report.attributes.email_verified ?? [];
  return done({
    protocol: connection.protocol,
    issuer: report.issuer ?? "",
    subject: report.subject ?? "",
    subjectFormat: report.subjectFormat,
    sessionIndex: null,
    attributes: report.attributes,
    ...(report.friendlyNames ? { friendlyNames: report.friendlyNames } : {}),
    emailVerified: verified === undefined ? null : verified === "true",
    authentication: { context: null, instant: null, sessionEndsAt: null },
  });
}

/** Typed values, as if a provider had sent them and every check of the protocol had passed. */
export function typedIdentity(text: string): Outcome<VerifiedIdentity> {
  const { attributes, problems } = readTypedAttributes(text);
  const [problem] = problems;
  if (problem) {
    return refused(
      "invalid",
      "attributes_unreadable",
      `Line ${problem.line} reads “${problem.text}”. Write one value per line, for example “groups = Sales”.`,
      { field: "trialText" },
    );
  }
  if (Object.keys(attributes).length === 0) {
    return refused("invalid", "no_attributes", "Type at least one attribute, for example “groups = Sales”.", {
      field: "trialText",
    });
  }
  return done({
    protocol: "saml",
    issuer: "typed",
    subject: "typed",
    subjectFormat: null,
    sessionIndex: null,
    attributes,
    emailVerified: null,
    authentication: { context: null, instant: null, sessionEndsAt: null },
  });
}
