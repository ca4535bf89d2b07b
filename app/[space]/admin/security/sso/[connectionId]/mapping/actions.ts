"use server";

import { refresh } from "next/cache";
import { underLease } from "@/lib/features/connections/keep-lease";
import { optionWarnings } from "@/lib/features/mapping/option-warnings";
import { previewMapping } from "@/lib/features/mapping/preview-mapping";
import { saveOptionSettings } from "@/lib/features/mapping/save-option-settings";
import type { OptionSettings } from "@/lib/model/connections/connection";
import { done, type Outcome } from "@/lib/model/outcome";
import type { SpaceKind } from "@/lib/model/spaces/space";
import { type MappingForm, type MappingPreview, mappingForm, type PreviewState } from "@/lib/schemas/mapping";
import { adminAction } from "@/lib/server/auth/admin-action";
import { formResult } from "../../form-result";

type Answer = { preview: MappingPreview } | { warnings: string[] };

/** Saves how people become members, or previews its effect on a person. */
export const mappingAction = adminAction(
  "manage_auth_integrations",
  mappingForm,
  async (ctx, form, deps): Promise<Outcome<Answer>> => {
    const { connectionId } = form;
    if (form.intent === "preview") {
      const trial = {
        connectionId,
        settings: settingsOf(form, ctx.space.kind),
        runId: form.trialRun || null,
        typed: form.trialText,
      };
      const preview = await previewMapping(deps, ctx, trial);
      return preview.ok ? done({ preview: preview.value }) : preview;
    }
    const settings = settingsOf(form, ctx.space.kind);
    const saved = await underLease(deps, ctx, form.leaseId, (leaseId) =>
      saveOptionSettings(deps, ctx, {
        connectionId,
        leaseId,
        expectedRevision: form.revision,
        settings,
      }),
    );
    if (!saved.ok) return formResult(saved, placesOf(saved.problem.field));
    return done({ warnings: await optionWarnings(deps, ctx, connectionId, settings, ["fits_more"]) });
  },
  (answer) => {
    if ("preview" in answer) {
      const state: PreviewState = { ok: true, preview: answer.preview };
      return state;
    }
    refresh();
    const { warnings } = answer;
    const message = ["Saved. It takes effect at each person's next sign-in.", ...warnings].join(" ");
    return { ok: true, message };
  },
);

/** The form has every setting under `settings`; a revision has no field. */
function placesOf(field: string | undefined): Record<string, string | null> {
  if (field === undefined || field === "revision") return { revision: null };
  // A list of teams is one control, for every team that a problem concerns.
  return { [field]: `settings.${field.replace(/(eams)(\.\d+)?$/, "$1[]")}` };
}

/** Partner spaces approve every new person, whatever a form says (docs/model.md#approval). */
function settingsOf(form: MappingForm, kind: SpaceKind): OptionSettings {
  return kind === "partner" ? { ...form.settings, validation: "manual" } : form.settings;
}
