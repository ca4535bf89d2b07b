import { aMember, aSpace } from "@/lib/db/testing/rows";
import type { Space } from "@/lib/model/spaces/space";
import { anApplication, Browser, byPassword, type ProviderLab } from "./provider-lab";

/** What most tests of the provider begin with: a space, an editor of it, an application, and a browser. */
export interface ProviderScene {
  acme: Space;
  /** The editor's user id. */
  ann: string;
  notes: Awaited<ReturnType<typeof anApplication>>;
  browser: Browser;
  /** Signs Ann in to the space by password, in the browser. */
  signedIn(): Promise<Browser>;
}

/** A new scene in the laboratory; nobody is signed in. */
export async function aScene(lab: ProviderLab): Promise<ProviderScene> {
  const acme = await aSpace(lab.deps.store, { name: "Acme", externalId: `ext-${Math.random()}` });
  const { userId: ann } = await aMember(lab.deps.store, acme.id, { role: "editor", licence: "editor" });
  const browser = new Browser(lab);
  return {
    acme,
    ann,
    notes: await anApplication(lab),
    browser,
    async signedIn() {
      await browser.signIn(ann, byPassword(lab, acme.id));
      return browser;
    },
  };
}
