import type { SamlRegistry } from "@/lib/ports/saml-registry";

type Registration = Parameters<SamlRegistry["register"]>[0];
type Request = Awaited<ReturnType<SamlRegistry["authnRequest"]>>;

interface Remembered {
  /** The values it was registered with. */
  registration: string;
  requests: Map<string, Request>;
}

/** Some 3 KB each. */
const mostRemembered = 2_000;

/**
 * The same registry, called once a process for each version of a connection. A version never changes, so neither does
 * its request, except for the ID and the moment, which the sender replaces. Registering and requesting cost ten
 * statements, a discarded signature and three XML documents, at every sign-in.
 */
export function rememberedRequests(registry: SamlRegistry): SamlRegistry {
  const remembered = new Map<string, Remembered>();
  return {
    async register(configuration: Registration) {
      const { configurationId } = configuration;
      const registration = JSON.stringify(configuration);
      if (remembered.get(configurationId)?.registration === registration) return;
      await registry.register(configuration);
      remembered.delete(configurationId);
      remembered.set(configurationId, { registration, requests: new Map() });
      // A map keeps the order of insertion: the first is the oldest.
      const oldest = remembered.size > mostRemembered ? remembered.keys().next().value : undefined;
      if (oldest !== undefined) remembered.delete(oldest);
    },
    async remove(configurationId) {
      remembered.delete(configurationId);
      await registry.remove(configurationId);
    },
    async authnRequest(input) {
      const cached = remembered.get(input.configurationId);
      const kind = JSON.stringify([input.binding, input.forceAuthn]);
      const request = cached?.requests.get(kind);
      if (request) return request;
      try {
        const made = await registry.authnRequest(input);
        cached?.requests.set(kind, made);
        return made;
      } catch (error) {
        // Lost from the registry since: it is registered again at the next try.
        remembered.delete(input.configurationId);
        throw error;
      }
    },
  };
}
