import { beforeEach, expect, test } from "vitest";
import type { SamlRegistry } from "@/lib/ports/saml-registry";
import { rememberedRequests } from "./remembered-requests";

let calls: string[];
let failing: boolean;
let registry: SamlRegistry;
beforeEach(() => {
  calls = [];
  failing = false;
  registry = rememberedRequests({
    register: async ({ configurationId }) => void calls.push(`register ${configurationId}`),
    remove: async (id) => void calls.push(`remove ${id}`),
    async authnRequest({ configurationId, binding }) {
      calls.push(`request ${configurationId} ${binding}`);
      if (failing) throw new Error("not registered");
      return { xml: `<${configurationId}/>`, ssoUrl: "https://idp.example" };
    },
  });
});

const version = (configurationId: string, acsUrl = "https://app.example/acs") => ({
  configurationId,
  idpMetadataXml: "<md/>",
  spEntityId: "https://app.example",
  acsUrl,
  nameIdFormat: "",
  forceAuthn: false,
});
const redirect = (configurationId: string) =>
  ({ configurationId, binding: "redirect", forceAuthn: false }) as const;

test("a version is registered and requested once, another version and another binding again", async () => {
  for (let i = 0; i < 3; i++) {
    await registry.register(version("a"));
    expect((await registry.authnRequest(redirect("a"))).xml).toBe("<a/>");
  }
  await registry.register(version("b"));
  await registry.authnRequest(redirect("b"));
  await registry.authnRequest({ ...redirect("a"), binding: "post" });
  expect(calls).toEqual([
    "register a",
    "request a redirect",
    "register b",
    "request b redirect",
    "request a post",
  ]);
});

test("a version registered with other values, removed or lost is registered again", async () => {
  await registry.register(version("a"));
  await registry.register(version("a", "https://elsewhere.example/acs"));
  await registry.remove("a");
  await registry.register(version("a"));
  failing = true;
  await expect(registry.authnRequest(redirect("a"))).rejects.toThrow("not registered");
  failing = false;
  await registry.register(version("a"));
  await registry.authnRequest(redirect("a"));
  expect(calls.filter((call) => call === "register a")).toHaveLength(4);
});
