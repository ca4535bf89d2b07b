import type { MetadataRefresh } from "@/lib/model/connections/metadata-refresh";
import type { Space } from "@/lib/model/spaces/space";
import { type MessageText, named, paragraphs } from "./message-text";

/** To administrators: what the daily check of a metadata address found. `null` if there is nothing to say. */
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
  const kept = "Nothing was changed: the live version stays in use.";
  switch (outcome) {
    case "same":
      return null;
    case "changed":
      return {
        subject: `${space}: the metadata of ${connection} has changed`,
        body: paragraphs(
          `The metadata of the identity provider of ${connection} has changed. ${findings.sentence ?? ""}`,
          `${kept} Review the change, apply it to a new version, test it and put it live.`,
          page,
        ),
      };
    case "other_entity_id":
      return {
        subject: `${space}: the metadata of ${connection} names another provider`,
        body: paragraphs(
          `The metadata address of ${connection} returns the metadata of another identity provider. ${findings.sentence ?? ""}`,
          `${kept} Ask the person who runs the identity provider whether this was intended before you apply it.`,
          page,
        ),
      };
    case "failed":
      return {
        subject: `${space}: the metadata of ${connection} cannot be read`,
        body: paragraphs(
          `The metadata address of ${connection} did not return metadata. ${findings.sentence ?? ""}`,
          `${kept} A new certificate of the provider is not detected until the address works again.`,
          page,
        ),
      };
  }
}
