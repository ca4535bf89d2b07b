import type { Configuration, Connection, TestRun } from "@/lib/model/connections/connection";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { TestHint } from "@/lib/schemas/test-run-answers";
import { providerLabel } from "./test-result-view";

/**
 * What to compare while no answer has come to an opened test. A provider that does not know us shows a page of its
 * own and sends nobody back, so only this hint can say so. `null` for a run that was not opened, or that has ended.
 */
export function testHint(
  appUrl: string,
  run: Pick<TestRun, "status" | "report">,
  connection: Connection,
  configuration: Configuration | null,
): TestHint | null {
  const isOpen = run.status === "started" || (run.status === "expired" && run.report === null);
  if (!isOpen) return null;
  const provider = providerLabel(connection);
  return {
    message: `Did ${provider} show an error instead of its sign-in page, or after it? Then it does not know us. Compare these values with what is entered there, to the letter; also whether the person may use the application there. Then test again.`,
    values: valuesToCompare(appUrl, connection, configuration),
  };
}

function valuesToCompare(
  appUrl: string,
  connection: Connection,
  configuration: Configuration | null,
): TestHint["values"] {
  const ours = serviceProviderAddresses(appUrl, connection, "");
  if (connection.protocol === "saml")
    return [
      { name: "entityId", label: "Entity ID (audience)", value: ours.entityId },
      { name: "acsUrl", label: "Reply address (ACS URL)", value: ours.acsUrl },
    ];
  const settings = configuration?.settings;
  const clientId = settings && "clientId" in settings ? settings.clientId : "";
  return [
    { name: "redirectUri", label: "Redirect URI (callback URL)", value: ours.redirectUri },
    ...(clientId ? [{ name: "clientId" as const, label: "Client ID", value: clientId }] : []),
  ];
}
