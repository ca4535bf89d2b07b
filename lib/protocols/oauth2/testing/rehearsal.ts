import { type Quirk, quirks } from "@/e2e/idp/oauth2/quirks";
import { type RunningTool, startTool } from "@/e2e/idp/oauth2/server";
import { visitTool } from "@/e2e/idp/oauth2/visit";
import { createOutbound } from "@/lib/infra/http-client/safe-fetch";
import type { OAuth2Client, OAuth2Received, OAuth2Settings } from "@/lib/ports/oauth2";
import { createOAuth2Client } from "../client";

/** The settings that make the simulator a tool like any other. */
export function toolSettings(
  tool: Pick<RunningTool, "url">,
  change: Partial<OAuth2Settings> = {},
): OAuth2Settings {
  return {
    protocol: "oauth2",
    preset: "other",
    hosts: {},
    clientId: "lab",
    clientSecret: "a secret & more+",
    connectionId: "conn_1",
    scopes: ["profile", "contacts.read"],
    scopeSeparator: " ",
    authorizationUrl: `${tool.url}/authorize`,
    tokenUrl: `${tool.url}/token`,
    identityUrl: `${tool.url}/me`,
    identityRequest: "bearer",
    emailsUrl: null,
    revocationUrl: `${tool.url}/revoke`,
    tokenEndpointAuthMethod: "client_secret_post",
    extraParameters: {},
    emailPath: "email",
    emailVerifiedPath: "email_verified",
    subjectPath: "id",
    firstNamePath: "given_name",
    lastNamePath: "family_name",
    account: { url: null, path: "account_id", value: "4711" },
    keepTokens: false,
    ...change,
  };
}

export const redirectUri = "http://localhost:3000/api/sso/oauth2/conn_1/callback";
/** RFC 7636 §4.1: 43 characters at least. */
const expected = { state: "a-state-of-this-sign-in", codeVerifier: "v".repeat(43) };

/** A tool and a client that completes whole sign-ins at it. */
export interface Rehearsal {
  tool: RunningTool;
  client: OAuth2Client;
  signIn(input?: {
    quirk?: Quirk | null;
    person?: string;
    settings?: Partial<OAuth2Settings>;
    /** Changes the answer on its way. */
    tamper?: (back: URLSearchParams) => void;
    expected?: Partial<typeof expected>;
  }): Promise<OAuth2Received>;
}

/** Starts both. Calls to a tool that is silent on purpose time out after half a second. */
export async function openRehearsal(): Promise<Rehearsal> {
  const tool = await startTool();
  tool.register({ clientId: "lab", clientSecret: "a secret & more+", redirectUris: [redirectUri] });
  const allow = [tool.host];
  const client = createOAuth2Client({ outbound: createOutbound({ allow }) });
  const impatient = createOAuth2Client({ outbound: createOutbound({ allow, totalTimeoutMs: 500 }) });
  return {
    tool,
    client,
    async signIn({ quirk = null, person, settings: change, tamper, expected: other } = {}) {
      const settings = toolSettings(tool, change);
      const started = client.begin({ settings, redirectUri, ...expected });
      if (started.outcome !== "ready") throw new Error(started.refusal.code);
      const back = await visitTool(started.url, { person, quirk });
      tamper?.(back.searchParams);
      const isSilent = quirk !== null && quirks[quirk].expected === "tool_timeout";
      return (isSilent ? impatient : client).receive({
        settings,
        redirectUri,
        parameters: back.searchParams,
        expected: { ...expected, ...other },
        now: new Date(),
      });
    },
  };
}
