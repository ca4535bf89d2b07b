import { chosenOf } from "@/lib/model/connections/fields/field";
import { type OAuth2Configuration, oauth2Fields } from "@/lib/model/connections/fields/oauth2";
import { done, type Outcome, type Problem, refused } from "@/lib/model/outcome";
import { isJsonPath } from "@/lib/model/text/json-path";
import { stillServe, tokenEndpoints } from "@/lib/model/tokens/token-endpoints";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { addParameterProblems } from "@/lib/protocols/extra-parameters";
import { fieldProblems } from "@/lib/protocols/field-problems";
import { filledIn, oauth2PresetOf } from "@/lib/protocols/oauth2/presets/catalogue";
import type { OAuth2Preset } from "@/lib/protocols/oauth2/presets/preset";
import type { OAuth2Input } from "@/lib/schemas/oauth2";
import type { ReadSettings } from "../protocol-module";
import { addClientProblems, addPresetProblems, missing, type Tool } from "./setting-problems";

type Problems = NonNullable<Problem["more"]>;

/**
 * Builds a complete OAuth 2 configuration from an administrator's input, over the previous one and the preset. A
 * preset tool's addresses and paths are fixed: the administrator enters its host fields only, so that a client secret
 * cannot be sent to a host that is not the tool's.
 */
export function readOAuth2Input(
  deps: Pick<SsoDependencies, "outbound">,
  input: OAuth2Input,
  provider: string,
  before: OAuth2Configuration | null,
  hasStoredSecret: boolean,
): Outcome<ReadSettings<OAuth2Configuration>> {
  const preset = oauth2PresetOf(provider);
  if (input.preset && input.preset !== preset.id)
    return refused(
      "invalid",
      "preset_fixed",
      `The authentication method of this connection is ${preset.name}. Create another connection for a different one.`,
      { field: "preset", received: input.preset, expected: preset.id },
    );
  const previous = before?.preset === preset.id ? before : null;
  const problems: Problems = [];
  const clientId = input.clientId || (before?.clientId ?? null);
  if (!clientId) problems.push(clientIdMissing);
  const method = input.tokenEndpointAuthMethod ?? previous?.tokenEndpointAuthMethod ?? preset.tokenAuth;
  addClientProblems(problems, {
    input,
    preset,
    method,
    hasStoredSecret: hasStoredSecret && previous !== null,
  });
  const hosts = readHosts(preset, input, previous, problems);
  const tool = preset.id === "other" ? otherTool(deps, input, previous, problems) : presetTool(preset, hosts);
  if (preset.id !== "other") addPresetProblems(problems, preset, tool, input);
  const keepsSecret = method !== "none" && !input.clientSecret && hasStoredSecret;
  if (keepsSecret && previous && goesElsewhere(previous, tool)) problems.push(secretAgain);
  const account = readAccount(preset, tool, input, previous, problems);
  if (problems.length > 0 || !clientId) return fieldProblems(problems);

  const given = typeof input.scopes === "string" ? input.scopes.split(/[\s,]+/) : input.scopes;
  const scopes = given?.map((scope) => scope.trim()).filter(Boolean) ??
    previous?.scopes ?? [...preset.scopes];
  const { accountUrl: _, accountPath: __, ...addresses } = tool;
  return done({
    settings: {
      protocol: "oauth2",
      preset: preset.id,
      hosts,
      clientId,
      scopes: [...new Set(scopes)],
      tokenEndpointAuthMethod: method,
      ...addresses,
      account,
      ...chosenOf(oauth2Fields, input, previous),
    },
    clientSecret: input.clientSecret || null,
    dropsSecret: method === "none",
    repairs: [],
    warnings: [...warningsOf(preset, account !== null), ...endingTokens(previous, tool)],
  });
}

const clientIdMissing = missing(
  "clientId",
  "client_id_missing",
  "Enter the client ID that the tool shows for the application.",
);

const secretAgain = missing(
  "clientSecret",
  "client_secret_missing",
  "Enter the client secret again: it would now be sent to a different host.",
);

/**
 * Whether the secret would reach a host that it was not entered for: nobody may read it by pointing it at their own
 * host.
 */
function goesElsewhere(previous: OAuth2Configuration, tool: Tool): boolean {
  const receivers = (one: Tool | OAuth2Configuration) => [
    one.tokenUrl,
    ...(one.revocationUrl ? [one.revocationUrl] : []),
    ...(one.identityRequest === "introspection" ? [one.identityUrl] : []),
  ];
  const origin = (url: string) => (URL.canParse(url) ? new URL(url).origin : url);
  const before = receivers(previous).map(origin);
  return receivers(tool).some((url) => url !== "" && !before.includes(origin(url)));
}

function readHosts(
  preset: OAuth2Preset,
  input: OAuth2Input,
  previous: OAuth2Configuration | null,
  problems: Problems,
): Record<string, string> {
  const hosts: Record<string, string> = {};
  for (const { name, label, pattern, example, initial } of preset.hosts) {
    // People paste the whole address; only its host counts.
    const typed = (input.hosts?.[name] ?? previous?.hosts[name] ?? initial).toLowerCase();
    const value = typed.replace(/^https?:\/\//, "").split("/", 1)[0] ?? "";
    const short = preset.id === "zendesk" ? value.replace(/\.zendesk\.com$/, "") : value;
    if (!pattern.test(short))
      problems.push({
        field: `hosts.${name}`,
        code: "host_invalid",
        message: `${label}: this does not belong to ${preset.name}. It looks like ${example}.`,
        received: short.slice(0, 200),
        expected: example,
      });
    hosts[name] = short;
  }
  return hosts;
}

function presetTool(preset: OAuth2Preset, hosts: Record<string, string>): Tool {
  const at = (address: string) => filledIn(address, hosts);
  const atMost = (address: string | null | undefined) => (address ? at(address) : null);
  return {
    authorizationUrl: at(preset.authorizationUrl),
    tokenUrl: at(preset.tokenUrl),
    identityUrl: at(preset.identityUrl),
    identityRequest: preset.identityRequest,
    emailsUrl: atMost(preset.emailsUrl),
    revocationUrl: atMost(preset.revocationUrl),
    scopeSeparator: preset.scopeSeparator,
    extraParameters: { ...preset.extraParameters },
    emailPath: preset.emailPath,
    emailVerifiedPath: preset.emailVerifiedPath,
    subjectPath: preset.subjectPath,
    firstNamePath: preset.firstNamePath,
    lastNamePath: preset.lastNamePath,
    accountUrl: atMost(preset.account?.url),
    accountPath: preset.account?.path ?? null,
  };
}

const addressLabels = {
  authorizationUrl: "authorization URL",
  tokenUrl: "token URL",
  identityUrl: "identity URL",
  emailsUrl: "address list URL",
  revocationUrl: "revocation URL",
  accountUrl: "account URL",
} as const;

// Over 60 lines: one reader per kind of field, then the list of fields.
function otherTool(
  deps: Pick<SsoDependencies, "outbound">,
  input: OAuth2Input,
  previous: OAuth2Configuration | null,
  problems: Problems,
): Tool {
  const preset = oauth2PresetOf("other");
  const before = { ...previous, accountUrl: previous?.account?.url, accountPath: previous?.account?.path };
  const address = (field: keyof typeof addressLabels) => {
    const given = input[field] === undefined || input[field] === null ? (before[field] ?? "") : input[field];
    const objection = given ? deps.outbound.check(given) : null;
    if (objection)
      problems.push({
        field,
        code: "tool_address_not_allowed",
        message: `The ${addressLabels[field]} cannot be used: ${objection.message}`,
        received: given.slice(0, 200),
        expected: "an address that begins with https://",
      });
    return given || null;
  };
  const needed = (field: "authorizationUrl" | "tokenUrl" | "identityUrl") => {
    const given = address(field);
    if (!given) problems.push(missing(field, "address_missing", `Enter the tool's ${addressLabels[field]}.`));
    return given ?? "";
  };
  const path = <
    F extends
      | "emailPath"
      | "emailVerifiedPath"
      | "subjectPath"
      | "firstNamePath"
      | "lastNamePath"
      | "accountPath",
  >(
    field: F,
    usual: string | null,
  ) => {
    const given =
      input[field] === undefined || input[field] === null ? (before[field] ?? usual) : input[field];
    if (given && !isJsonPath(given))
      problems.push({
        field,
        code: "path_invalid",
        message:
          "A path has names separated by dots, for example user.email, or users[0].email for the first item of a list.",
        received: given,
        expected: "user.email",
      });
    return given || null;
  };
  const extraParameters = input.extraParameters ?? previous?.extraParameters ?? {};
  addParameterProblems(problems, extraParameters, previous?.extraParameters ?? {});
  return {
    authorizationUrl: needed("authorizationUrl"),
    tokenUrl: needed("tokenUrl"),
    identityUrl: needed("identityUrl"),
    identityRequest: input.identityRequest ?? previous?.identityRequest ?? "bearer",
    emailsUrl: address("emailsUrl"),
    revocationUrl: address("revocationUrl"),
    scopeSeparator: input.scopeSeparator ?? previous?.scopeSeparator ?? " ",
    extraParameters,
    emailPath: path("emailPath", preset.emailPath) ?? preset.emailPath,
    emailVerifiedPath: path("emailVerifiedPath", preset.emailVerifiedPath),
    subjectPath: path("subjectPath", preset.subjectPath) ?? preset.subjectPath,
    firstNamePath: path("firstNamePath", preset.firstNamePath),
    lastNamePath: path("lastNamePath", preset.lastNamePath),
    accountUrl: address("accountUrl"),
    accountPath: path("accountPath", preset.account?.path ?? null),
  };
}

function readAccount(
  preset: OAuth2Preset,
  tool: Tool,
  input: OAuth2Input,
  previous: OAuth2Configuration | null,
  problems: Problems,
): OAuth2Configuration["account"] {
  const kept = previous?.account?.value ?? "";
  const value = input.account === undefined || input.account === null ? kept : input.account;
  const rule = preset.account;
  if (!value && rule?.required)
    problems.push(
      missing(
        "account",
        "account_missing",
        `Give the ${rule.label.replace(/^[A-Z](?=[a-z ])/, (c) => c.toLowerCase())}. ${rule.help}`,
      ),
    );
  return value && tool.accountPath ? { url: tool.accountUrl, path: tool.accountPath, value } : null;
}

/** Reported before it goes live: users of those tokens must be warned. */
function endingTokens(previous: OAuth2Configuration | null, { tokenUrl }: Tool): string[] {
  if (!previous?.keepTokens || stillServe(tokenEndpoints(previous), { tokenUrl })) return [];
  return [
    "Tokens now come from another address of the tool. When this goes live, the stored tokens end, and people must sign in through the tool again before programs can act in it for them.",
  ];
}

function warningsOf(preset: OAuth2Preset, hasAccount: boolean): string[] {
  if (hasAccount || !preset.account || preset.account.required) return [];
  return [
    `People from every account of ${preset.id === "other" ? "the tool" : preset.name} can reach this sign-in. Only addresses in your verified domains, and people who were added by hand, are admitted.`,
  ];
}
