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

/** Tells the server what a page of the wizard asks for; `null` if no answer came that can be understood. */
export async function postLease(address: string, post: LeasePost): Promise<LeaseAnswer | null> {
  try {
    const response = await fetch(address, { method: "POST", body: formOf(post) });
    const answer = leaseAnswer.safeParse(await response.json());
    return answer.success ? answer.data : null;
  } catch {
    return null;
  }
}

/** Gives the lease back while the page goes away; as far as the browser lets us. */
export function releaseLease(address: string, post: Omit<LeasePost, "intent">): void {
  navigator.sendBeacon(address, formOf({ ...post, intent: "release" }));
}
