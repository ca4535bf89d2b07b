import type { OAuth2Configuration } from "@/lib/model/connections/fields/oauth2";

/** The addresses that a tool's tokens may be sent to: those of the configuration that obtained them. */
export function tokenEndpoints({
  tokenUrl,
  revocationUrl,
}: Pick<OAuth2Configuration, "tokenUrl" | "revocationUrl">): string[] {
  return revocationUrl === null ? [tokenUrl] : [tokenUrl, revocationUrl];
}

/**
 * Whether tokens obtained at these addresses can be used with a configuration: with another token address they would
 * be sent to a host that they were not issued for.
 */
export function stillServe(endpoints: readonly string[], { tokenUrl }: { tokenUrl: string }): boolean {
  return endpoints.includes(tokenUrl);
}
