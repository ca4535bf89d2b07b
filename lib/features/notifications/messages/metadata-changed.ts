import type { MetadataRefresh } from "@/lib/model/connections/metadata-refresh";
import type { Space } from "@/lib/model/spaces/space";
import { type MessageText, named, paragraphs } from "./message-text";

/** To administrators: what the daily look at a metadata address found. `null` where there is nothing to say. */
export function metadataChanged(facts: {
  space: Pick<Space, "slug" | "name">;
  connection: { id: string; name: string };
  look: Pick<MetadataRefresh, "outcome" | "findings">;
  appUrl: string;
}): MessageText | null {
  const space = named(facts.space.name);
  const connection = named(facts.connection.name);
  const { outcome, findings } = facts.look;
  const page = `Open the connection: ${facts.appUrl}/${facts.space.slug}/admin/security/sso/${facts.connection.id}`;
  const kept = "Nothing was changed: the version that is live goes on serving sign-ins.";
  switch (outcome) {
    case "same":
      return null;
    case "changed":
      return {
        subject: `${space}: the metadata of ${connection} has changed`,
        body: paragraphs(
          `The metadata of the identity provider of ${connection} is not what it was. ${findings.sentence ?? ""}`,
          `${kept} Look at the change, take it into a new version, test it and put it live.`,
          page,
        ),
      };
    case "other_entity_id":
      return {
        subject: `${space}: the metadata of ${connection} names another provider`,
        body: paragraphs(
          `The metadata address of ${connection} answers with the metadata of another identity provider. ${findings.sentence ?? ""}`,
          `${kept} Ask whoever runs the identity provider whether this was meant before you take it.`,
          page,
        ),
      };
    case "failed":
      return {
        subject: `${space}: the metadata of ${connection} cannot be read`,
        body: paragraphs(
          `The metadata address of ${connection} did not answer with metadata. ${findings.sentence ?? ""}`,
          `${kept} A new certificate of the provider will not be noticed until the address works again.`,
          page,
        ),
      };
  }
}
