import type { FeedReason } from "./directory";
import { type FeedExplanation, feedReasonExplanations } from "./feed-reasons";

/** What an explanation depends on. */
export interface RequestFacts {
  status: number;
  scimType: string | null;
  /** What was answered. */
  detail: string | null;
  /** Why people of it are not as the feed says. */
  reasons: readonly FeedReason[];
}

/**
 * Why a request of a directory failed, or why it worked and somebody is still not as it says; `null` if all is well.
 * The cause of a refused request is the sentence that the provider was answered with.
 */
export function explainRequest({ status, scimType, detail, reasons }: RequestFacts): FeedExplanation | null {
  const [reason] = reasons;
  if (status < 400) return reason ? feedReasonExplanations[reason] : detail ? partly(detail) : null;
  const own = (scimType !== null && byType.get(scimType)) || byStatus.get(status) || unknown;
  return { ...own, cause: detail ?? own.cause };
}

/** A Bulk request is answered with 200 whatever becomes of its operations. */
function partly(detail: string): FeedExplanation {
  return {
    cause: detail,
    fix: "Correct what the operations name, and push those people or groups again.",
    fixedBy: "identity_provider",
  };
}

const byType: ReadonlyMap<string, FeedExplanation> = new Map([
  [
    "uniqueness",
    {
      cause: "Another person or group of the directory has this name or external ID.",
      fix: "Two entries at the identity provider have the same name. Correct one of them, or delete the one that is no longer used.",
      fixedBy: "identity_provider",
    },
  ],
  [
    "invalidValue",
    {
      cause: "A value in the request does not fit its attribute.",
      fix: "Correct the attribute mapping at the identity provider. If a group names people who are unknown here, push those people first.",
      fixedBy: "identity_provider",
    },
  ],
  [
    "invalidFilter",
    {
      cause: "The filter of the request cannot be read.",
      fix: "Choose userName or externalId as the attribute by which the identity provider matches people.",
      fixedBy: "identity_provider",
    },
  ],
  [
    "tooMany",
    {
      cause: "The request asks for more than one request may.",
      fix: "Let the identity provider send smaller requests, or assign fewer people at once.",
      fixedBy: "identity_provider",
    },
  ],
  [
    "mutability",
    {
      cause: "The request changes something that only Gatehouse writes.",
      fix: "Remove the attribute from the mapping at the identity provider.",
      fixedBy: "identity_provider",
    },
  ],
]);

const provider = { fixedBy: "identity_provider" } as const;
const byStatus: ReadonlyMap<number, FeedExplanation> = new Map<number, FeedExplanation>([
  [
    401,
    {
      cause: "The credential is not valid.",
      fix: "Create a new token here, and enter it at the identity provider.",
      ...provider,
    },
  ],
  [
    404,
    {
      cause: "There is no such person or group.",
      fix: "The identity provider remembers something that no longer exists here. Unassign it there and assign it again, so that it is created anew.",
      ...provider,
    },
  ],
  [
    409,
    {
      cause: "The request is in conflict with what is here.",
      fix: "Push it again from the identity provider.",
      ...provider,
    },
  ],
  [
    412,
    {
      cause: "Somebody has changed it since the identity provider read it.",
      fix: "Push it again: the identity provider reads the new version first.",
      ...provider,
    },
  ],
  [
    413,
    {
      cause: "The request is too large.",
      fix: "Let the identity provider send smaller requests, or assign fewer people at once.",
      ...provider,
    },
  ],
  [
    429,
    {
      cause: "Too many requests came within a minute.",
      fix: "Nothing has to be done: the identity provider sends it again later.",
      fixedBy: null,
    },
  ],
  [
    500,
    {
      cause: "Something failed on our side.",
      fix: "Push it again. If it fails again, send the reference to your account manager.",
      fixedBy: "operator",
    },
  ],
  [
    503,
    {
      cause: "Gatehouse did not answer for a moment.",
      fix: "Nothing has to be done: the identity provider sends it again later.",
      fixedBy: null,
    },
  ],
]);

const unknown: FeedExplanation = {
  cause: "The request is not one that SCIM 2.0 knows.",
  fix: "Check that the base URL was copied whole, and that the identity provider speaks SCIM 2.0.",
  fixedBy: "identity_provider",
};
