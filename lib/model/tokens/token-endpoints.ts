import type { OAuth2Configuration } from "@/lib/model/connections/fields/oauth2";

/** The addresses that a tool's tokens may be sent to: those of the configuration that they were got with. */
export function tokenEndpoints({
  tokenUrl,
  revocationUrl,
}: Pick<OAuth2Configuration, "tokenUrl" | "revocationUrl">): string[] {
  return revocationUrl === null ? [tokenUrl] : [tokenUrl, revocationUrl];
}

/**
 * Whether tokens that were got at these addresses are of any use with a configuration: at another token address they
 * would be handed to somebody whom they were not given for.
 */
export function stillServe(endpoints: readonly string[], { tokenUrl }: { tokenUrl: string }): boolean {
  return endpoints.includes(tokenUrl);
}
