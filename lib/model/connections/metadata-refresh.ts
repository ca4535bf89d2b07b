/** The possible results of checking a metadata address. */
export const metadataOutcomes = ["same", "changed", "other_entity_id", "failed"] as const;
export type MetadataOutcome = (typeof metadataOutcomes)[number];

/** The findings, safe to show. */
export interface MetadataFindings {
  /** A sentence for the administrator; `null` if nothing changed. */
  sentence: string | null;
  /** The entity ID of the document. */
  entityId: string | null;
  /** The names of the fields that differ from the live version. */
  changed: string[];
  /** SHA-256 of the certificates that the live version lacks. */
  newFingerprints: string[];
}

/** The latest check of a connection's metadata address. */
export interface MetadataRefresh {
  connectionId: string;
  organizationId: string;
  /** The live version that the document was compared with. */
  configurationId: string;
  outcome: MetadataOutcome;
  findings: MetadataFindings;
  lookedAt: Date;
  lastGoodAt: Date | null;
}
