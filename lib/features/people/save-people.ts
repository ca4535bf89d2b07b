import { findConnection, noSuchConnection } from "@/lib/features/connections/find-connection";
import { saveOptionSettings } from "@/lib/features/mapping/save-option-settings";
import type { OptionSettings } from "@/lib/model/connections/connection";
import type { Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** The part of the settings in the wizard's step People; rules, teams and ceiling have their own page. */
export type PeopleSettings = Pick<
  OptionSettings,
  "attributes" | "groupSeparator" | "defaultRole" | "provisioning" | "validation"
>;

/** Saves how new people are admitted; settings outside the step stay. */
export async function savePeople(
  deps: Dependencies,
  ctx: Context,
  input: {
    connectionId: string;
    leaseId: string | null;
    expectedRevision: number | null;
    people: PeopleSettings;
  },
): Promise<Outcome<{ connectionId: string }>> {
  const found = await findConnection(deps.store, ctx.space.id, input.connectionId);
  if (!found?.option) return noSuchConnection();
  const { people, ...rest } = input;
  const saved = await saveOptionSettings(deps, ctx, {
    ...rest,
    settings: { ...found.option.settings, ...people },
  });
  return saved.ok ? { ok: true, value: { connectionId: input.connectionId } } : saved;
}
