import type { OAuth2Configuration } from "@/lib/model/connections/fields/oauth2";
import type { Problem } from "@/lib/model/outcome";
import type { OAuth2Preset } from "@/lib/protocols/oauth2/presets/preset";
import type { OAuth2Input } from "@/lib/schemas/oauth2";
import { isRecord } from "./calls";

type Problems = NonNullable<Problem["more"]>;

/** The tool's endpoints, and the paths into its answers. */
export type Tool = Omit<
  OAuth2Configuration,
  | "protocol"
  | "preset"
  | "hosts"
  | "clientId"
  | "scopes"
  | "tokenEndpointAuthMethod"
  | "account"
  | "keepTokens"
> & { accountUrl: string | null; accountPath: string | null };

export const missing = (field: string, code: string, message: string) => ({ field, code, message });

/** A preset tool authenticates its clients by a secret; any other may have public ones. */
export function addClientProblems(
  problems: Problems,
  {
    input,
    preset,
    method,
    hasStoredSecret,
  }: {
    input: OAuth2Input;
    preset: OAuth2Preset;
    method: OAuth2Configuration["tokenEndpointAuthMethod"];
    hasStoredSecret: boolean;
  },
): void {
  if (method !== "none" && !input.clientSecret && !hasStoredSecret)
    problems.push(
      missing(
        "clientSecret",
        "client_secret_missing",
        "Enter the client secret. Tools often show it only once; if it is lost, create a new one there.",
      ),
    );
  if (method !== "none") return;
  if (preset.id !== "other")
    problems.push({
      field: "tokenEndpointAuthMethod",
      code: "field_of_preset",
      message: `${preset.name} trades no code without a client secret. Choose how the secret is sent.`,
      received: method,
      expected: "client_secret_post or client_secret_basic",
    });
  if (input.clientSecret)
    problems.push({
      field: "clientSecret",
      code: "client_secret_not_used",
      message:
        "A public client has no secret, so this one would never be sent. Leave it empty, or choose how the secret is sent.",
      expected: "no client secret",
    });
}

/** Settings fixed by a preset: another value would be dropped, and the caller would assume that it was saved. */
export function addPresetProblems(
  problems: Problems,
  preset: OAuth2Preset,
  tool: Tool,
  input: Readonly<Record<string, unknown>>,
): void {
  for (const [field, own] of Object.entries(tool)) {
    const given = input[field];
    if (given === undefined || given === null || given === "" || isSame(given, own)) continue;
    problems.push({
      field,
      code: "field_of_preset",
      message: `${field} is ${preset.name}’s own and cannot be another. Choose “another tool” for endpoints and paths of your own.`,
      received: JSON.stringify(given).slice(0, 200),
      expected: JSON.stringify(own ?? "nothing").slice(0, 200),
    });
  }
}

/** The database returns the keys of a map in an order of its own. */
function isSame(given: unknown, own: unknown): boolean {
  const inOrder = (value: unknown) =>
    JSON.stringify(isRecord(value) ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)) : value);
  return inOrder(given) === inOrder(own);
}
