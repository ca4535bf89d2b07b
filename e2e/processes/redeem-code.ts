import { createHash, randomBytes } from "node:crypto";
import { createApplication } from "@/lib/features/applications/manage-applications";
import { createApplicationBody } from "@/lib/schemas/application";
import type { BrowserLike } from "../support/browser-like";
import { location } from "../support/browser-like";
import type { Lab } from "./lab";

const callback = "https://notes.example/callback";

/** A code for somebody who is signed in, and what redeems it through either process. */
export async function aCode(lab: Lab, browser: BrowserLike) {
  const body = createApplicationBody.parse({ name: "Notes", redirectUris: [callback] });
  const actor = { kind: "command_line", id: null, name: "Lab", address: null } as const;
  const made = await createApplication({ ...lab.deps, outbound: { check: () => null } }, actor, body);
  if (!made.ok) throw new Error(made.problem.message);
  const { id, clientSecret } = made.value;
  const verifier = randomBytes(48).toString("base64url");
  const asked = new URLSearchParams({
    response_type: "code",
    client_id: id,
    redirect_uri: callback,
    scope: "openid offline_access",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const back = new URL(location(await browser.open(`/oauth/authorize?${asked}`)));
  const code = back.searchParams.get("code");
  if (!code) throw new Error(back.href);
  const send = async (process: number, fields: Record<string, string>) => {
    const response = await fetch(`${lab.processes[process]?.url}/oauth/token`, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(`${id}:${clientSecret}`).toString("base64")}` },
      body: new URLSearchParams(fields),
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };
  return {
    redeem: (process: number) =>
      send(process, {
        grant_type: "authorization_code",
        code,
        redirect_uri: callback,
        code_verifier: verifier,
      }),
    refresh: (process: number, refreshToken = "") =>
      send(process, { grant_type: "refresh_token", refresh_token: refreshToken }),
  };
}
