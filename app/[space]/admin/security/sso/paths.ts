import type { WizardStep } from "@/lib/model/connections/wizard";
import { spacePaths } from "@/lib/server/http/navigation";

/** The addresses of the single sign-on screens of a space. */
export function ssoPaths(slug: string) {
  const list = spacePaths(slug).sso;
  return {
    list,
    wizard: `${list}/new`,
    lease: `${list}/lease`,
    setupLinks: `${list}/setup-links`,
    connection: (id: string) => `${list}/${id}`,
    tab: (id: string, tab: string) => (tab === "overview" ? `${list}/${id}` : `${list}/${id}?tab=${tab}`),
    edit: (id: string) => `${list}/new?connection=${encodeURIComponent(id)}`,
    step: (id: string | null, step: WizardStep) =>
      id ? `${list}/new?connection=${encodeURIComponent(id)}&step=${step}` : `${list}/new?step=${step}`,
    document: (id: string) => `${list}/${id}/provider-document`,
    test: (id: string) => `${list}/${id}/test`,
    testRuns: (id: string) => `${list}/${id}/test-runs`,
    result: (runId: string) => `/sso-test/${runId}`,
    /** The sign-in page, for a person whom the step has signed out. */
    signInAgain: (notice: string, next: string) => `/${slug}/login?${new URLSearchParams({ notice, next })}`,
  };
}
