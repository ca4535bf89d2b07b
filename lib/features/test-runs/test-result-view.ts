import type { Connection, TestOutlook, TestRun } from "@/lib/model/connections/connection";
import { explain } from "@/lib/model/explanations/catalogue";
import type { Protocol } from "@/lib/model/sign-in/identity";
import { oauth2PresetOf } from "@/lib/protocols/oauth2/presets/catalogue";
import { oauth2PresetIds } from "@/lib/protocols/oauth2/presets/preset";
import { providerIds, providerOf } from "@/lib/protocols/providers/catalogue";
import { fixForProvider } from "@/lib/protocols/providers/fix-for-provider";
import type { TestResultView } from "@/lib/schemas/sso-views";
import type { TestHint } from "@/lib/schemas/test-run-answers";
import { testRunView } from "./test-run-view";

/** A test run as its result is shown: the refusal and the outlook explained, teams by name. */
export function testResultView(
  run: TestRun,
  connection: Connection,
  more: { version: number | null; teamNames: ReadonlyMap<string, string>; hint: TestHint | null },
): TestResultView {
  const { protocol } = connection;
  const { connectionId: _, expiresAt: __, outlook, ...view } = testRunView(run, protocol, more.hint);
  const { refusal } = view;
  return {
    ...view,
    refusal: refusal && { ...refusal, fix: fixForProvider(refusal.fix, connection.provider) },
    connection: {
      id: connection.id,
      name: connection.name,
      protocol: connection.protocol,
      providerName: providerLabel(connection),
    },
    version: more.version,
    outlook: outlook && explainedOutlook(outlook, connection.protocol, more.teamNames),
  };
}

/** The provider's usual name: the catalogue's, or the connection's own for any other. */
export function providerLabel(connection: Pick<Connection, "provider" | "name">): string {
  const tool = oauth2PresetIds.find((id) => id === connection.provider);
  if (tool) return tool === "other" ? connection.name : oauth2PresetOf(tool).name;
  const provider = providerOf(connection.provider);
  return provider.id === "generic" ? connection.name : provider.name;
}

/** The providers of the catalogue whose names contain the words, case-insensitively. */
export function providersNamed(words: string): string[] {
  const wanted = words.trim().toLowerCase();
  // Providers without a name of their own use their connection's.
  const ids = [...providerIds, ...oauth2PresetIds].filter((id) => id !== "generic" && id !== "other");
  return ids.filter((provider) => providerLabel({ provider, name: "" }).toLowerCase().includes(wanted));
}

function explainedOutlook(outlook: TestOutlook, protocol: Protocol, teamNames: ReadonlyMap<string, string>) {
  const { reason, teams, ...rest } = outlook;
  const refusal = reason === null ? null : explain(reason, protocol);
  return {
    ...rest,
    teams: teams.map((id) => teamNames.get(id) ?? "a deleted team"),
    refusal: refusal && { cause: refusal.cause, fix: refusal.fix },
  };
}
