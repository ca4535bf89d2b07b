import type { FixedBy } from "@/lib/model/refusals/validation-result";
import type { FeedReason } from "./directory";

/** Why something failed or was not done, for an administrator. */
export interface FeedExplanation {
  /** What happened, and why. */
  cause: string;
  /** What to change, and where. */
  fix: string;
  /** `null`: nothing has to be done. */
  fixedBy: FixedBy | null;
}

/** Why a person of the feed is not as the feed says. */
export const feedReasonExplanations: Record<FeedReason, FeedExplanation> = {
  no_address: {
    cause: "The directory sends no valid email address for this person.",
    fix: "Send the work email address as an email or as the user name.",
    fixedBy: "identity_provider",
  },
  domain_not_verified: {
    cause: "This person's email address is not in a domain that your organization has verified.",
    fix: "Verify the domain in Gatehouse, or send an address of a verified domain.",
    fixedBy: "gatehouse_configuration",
  },
  ambiguous: {
    cause: "What the directory sends about this person fits two different users. Gatehouse does not guess.",
    fix: "Correct the user name, the email address or the external ID, so that all of them name the same person.",
    fixedBy: "identity_provider",
  },
  person_taken: {
    cause: "Another person of this directory is this user already.",
    fix: "Remove one of the two from the assignment, or correct the email address.",
    fixedBy: "identity_provider",
  },
  address_taken: {
    cause: "The person's new email address belongs to another user, so they keep their old one.",
    fix: "Correct the address, or remove the other user first.",
    fixedBy: "identity_provider",
  },
  not_provisioned: {
    cause: "This person is not in the space, and its connection does not let new people in.",
    fix: "Turn on provisioning in the connection's settings, or add the person by hand.",
    fixedBy: "gatehouse_configuration",
  },
  role_missing: {
    cause: "No role rule fits this person, and people without a role are refused.",
    fix: "Put the person in a group that a rule names, or add a rule or a default role.",
    fixedBy: "gatehouse_configuration",
  },
  no_licence: {
    cause: "All licences of this person's role are in use.",
    fix: "Deactivate somebody who no longer needs access, or ask for more licences. The directory's next change of the person tries again.",
    fixedBy: "operator",
  },
  waits_for_approval: {
    cause: "The person waits for an administrator's approval.",
    fix: "Approve or reject them under Approvals.",
    fixedBy: "gatehouse_configuration",
  },
  not_accepted: {
    cause: "The person was invited to the space and has not accepted yet.",
    fix: "Ask the person to accept the invitation by signing in.",
    fixedBy: "person",
  },
  version_awaits_admin: {
    cause:
      "The connection's settings were put live by somebody with a lower role than this person's, so the directory may not change this person.",
    fix: "An administrator has to confirm the connection.",
    fixedBy: "gatehouse_configuration",
  },
  it_administrator: {
    cause:
      "This person is an IT administrator, the emergency access if single sign-on is broken. A directory never takes their access away.",
    fix: "If they have left, deactivate them yourself.",
    fixedBy: "gatehouse_configuration",
  },
  last_administrator: {
    cause:
      "This person is the last administrator of the space, and a directory never takes the last one away.",
    fix: "Make somebody else an administrator first, then deactivate this person.",
    fixedBy: "gatehouse_configuration",
  },
  deactivated_by_hand: {
    cause: "This person was deactivated here, or never approved, and a directory does not undo that.",
    fix: "Reactivate the person yourself if they should have access.",
    fixedBy: "gatehouse_configuration",
  },
  brake: {
    cause: "Too many people would lose access within ten minutes, so this person keeps it until you decide.",
    fix: "Check at the identity provider whether so many people have really left, then confirm or reject it.",
    fixedBy: "gatehouse_configuration",
  },
  brake_rejected: {
    cause:
      "An administrator has decided that this person keeps access, although the directory says otherwise.",
    fix: "Correct the assignment at the identity provider.",
    fixedBy: "identity_provider",
  },
};
