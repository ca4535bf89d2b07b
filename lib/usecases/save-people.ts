import type { OptionSettings } from "@/lib/core/model/connection";
import type { Outcome } from "@/lib/core/outcome";
import { findConnection, noSuchConnection } from "./find-connection";
import type { Acting } from "./ports/acting";
import type { Dependencies } from "./ports/dependencies";
import { saveOptionSettings } from "./save-option-settings";

/** The part of the settings that the wizard's step People asks for; rules, teams and ceiling have their own page. */
export type PeopleSettings = Pick<
  OptionSettings,
  "attributes" | "defaultRole" | "provisioning" | "validation"
>;

/** Writes how new people come in; what the step does not ask for stays as it was. */
export async function savePeople(
  deps: Dependencies,
  acting: Acting,
  wish: {
    connectionId: string;
    leaseId: string | null;
    expectedRevision: number | null;
    people: PeopleSettings;
  },
): Promise<Outcome<{ connectionId: string }>> {
  const found = await findConnection(deps.store, acting.space.id, wish.connectionId);
  if (!found?.option) return noSuchConnection();
  const { people, ...rest } = wish;
  const saved = await saveOptionSettings(deps, acting, {
    ...rest,
    settings: { ...found.option.settings, ...people },
  });
  return saved.ok ? { ok: true, value: { connectionId: wish.connectionId } } : saved;
}
