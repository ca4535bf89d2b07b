import { expect } from "@playwright/test";
import { apiOf } from "./api";
import { BrowserLike } from "./browser-like";
import { lab } from "./lab";

/**
 * Connects the SAML simulator to a space through the API, tests it and activates it, which ends the space's tokens.
 * `option`: how people come in, if not by the defaults.
 */
export async function connectSaml(
  slug: string,
  name = "Simulator",
  option?: object,
): Promise<{ connectionId: string; reference: string }> {
  const api = apiOf(slug);
  const created = await api("POST", "/connections", {
    name,
    protocol: "saml",
    metadataUrl: lab.saml.metadataUrl,
  });
  expect(created.status).toBe(201);
  const path = `/connections/${created.body.id}`;
  if (option) expect(await api("PUT", `${path}/sign-in-option`, option)).toMatchObject({ status: 200 });
  const run = await api("POST", `${path}/test`);
  await new BrowserLike(lab.appUrl).samlTrip(run.body.url, "ada-moreno");
  expect(await api("POST", `${path}/activate`, {})).toMatchObject({ status: 200 });
  return { connectionId: created.body.id, reference: created.body.reference };
}
