import type { WizardStep } from "@/lib/model/connections/wizard";
import { type LeaseAnswer, type LeaseIntent, leaseAnswer } from "@/lib/schemas/sso-forms";

export interface LeasePost {
  space: string;
  intent: LeaseIntent;
  leaseId: string | null;
  connectionId: string | null;
  step: WizardStep;
  revision: number | null;
}

function formOf(post: LeasePost): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(post)) form.set(name, value === null ? "" : String(value));
  return form;
}

/** Sends a wizard page's request to the server; `null` if no valid answer came. */
export async function postLease(address: string, post: LeasePost): Promise<LeaseAnswer | null> {
  try {
    const response = await fetch(address, { method: "POST", body: formOf(post) });
    const answer = leaseAnswer.safeParse(await response.json());
    return answer.success ? answer.data : null;
  } catch {
    return null;
  }
}

/** Releases the lease while the page is left; best effort. */
export function releaseLease(address: string, post: Omit<LeasePost, "intent">): void {
  navigator.sendBeacon(address, formOf({ ...post, intent: "release" }));
}
