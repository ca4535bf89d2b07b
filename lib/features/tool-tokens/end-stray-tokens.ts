import type { Store } from "@/lib/db/store";
import type { Configuration, Connection } from "@/lib/model/connections/connection";
import { settingsAs } from "@/lib/model/connections/protocol-traits";

/**
 * Ends the tool's tokens that a version about to go live cannot use: those of another token address, or all if it
 * keeps none. A version restored later would otherwise find them, and so would anybody who reads the database.
 */
export async function endStrayTokens(
  tx: Store,
  { id, organizationId }: Pick<Connection, "id" | "organizationId">,
  { settings }: Pick<Configuration, "settings">,
  at: Date,
): Promise<{ toolTokensEnded?: number }> {
  const tool = settingsAs("oauth2", settings);
  if (!tool) return {};
  const tokenUrl = tool.keepTokens ? tool.tokenUrl : null;
  const toolTokensEnded = await tx.providerTokensOf(organizationId).endOthers(id, tokenUrl, at);
  return toolTokensEnded > 0 ? { toolTokensEnded } : {};
}
