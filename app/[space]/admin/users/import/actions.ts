"use server";

import { refresh } from "next/cache";
import { importPeople, previewImport } from "@/lib/features/people/import-people";
import { done } from "@/lib/model/outcome";
import { decodeCsv } from "@/lib/model/text/csv";
import { type ImportState, peopleImportForm } from "@/lib/schemas/people-import";
import { adminAction } from "@/lib/server/auth/admin-action";

const mostShown = 100;

/** Previews a file of people, or imports it. The chosen file takes precedence over pasted text. */
export const importAction = adminAction(
  "manage_people",
  peopleImportForm,
  async (ctx, form, deps) => {
    const text = form.file ? decodeCsv(new Uint8Array(await form.file.arrayBuffer())) : form.text;
    const imported = form.intent === "import";
    const outcome = imported
      ? await importPeople(deps, ctx, { text, welcome: form.welcome })
      : await previewImport(deps, ctx, text);
    return outcome.ok ? done({ plan: outcome.value, imported }) : outcome;
  },
  ({ plan, imported }) => {
    if (imported) refresh();
    const { errors, flags } = plan;
    const state: ImportState = {
      ok: true,
      plan: {
        ...plan,
        errors: errors.slice(0, mostShown),
        flags: flags.slice(0, mostShown),
        errorCount: errors.length,
        flagCount: flags.length,
      },
      imported,
    };
    return state;
  },
);
