import type { Store } from "@/lib/db/store";
import type { Dependencies } from "@/lib/ports/dependencies";
import { factsOf } from "@/lib/protocols";

/** A provider that currently admits people, with what an operator's check needs. */
export interface LiveProvider {
  space: string;
  connection: string;
  /** PEM, SAML only. */
  certificates: string[];
  /** Our own, which the provider has, PEM; SAML only. */
  ownCertificates: string[];
  /** A document of the provider that can be fetched; `null` if there is none. */
  documentUrl: string | null;
}

const pageSize = 200;

/** Every connection with a live configuration, space by space. */
export async function* listLiveProviders({
  store,
}: Pick<Dependencies, "store">): AsyncGenerator<LiveProvider> {
  for (let page = 1; ; page++) {
    const { rows } = await store.spaces.page({ page, pageSize, sort: "slug" });
    for (const space of rows) yield* providersOf(store, space);
    if (rows.length < pageSize) return;
  }
}

async function* providersOf(store: Store, space: { id: string; slug: string }): AsyncGenerator<LiveProvider> {
  const organization = await store.organizationsOf(space.id).own();
  if (!organization) return;
  const connections = store.connectionsOf(organization.id);
  for (const { id, name, liveConfigurationId } of await connections.all()) {
    const live = liveConfigurationId ? await connections.configuration(liveConfigurationId) : null;
    if (!live) continue;
    const { certificates, documentUrl } = factsOf(live.settings);
    const keys = await connections.keysOf(id);
    yield {
      space: space.slug,
      connection: name,
      certificates: [...certificates],
      ownCertificates: keys.flatMap(({ certificate, retiredAt }) => (retiredAt ? [] : [certificate])),
      documentUrl,
    };
  }
}
