import type { AdmissionRefusal } from "@/lib/model/refusals/admission";
import { admissionExplanations } from "./admission";
import { explain } from "./catalogue";

/** The part of the console where the cause of a refusal is fixed. */
export type FixPlace =
  | "domains"
  | "connection"
  | "mapping"
  | "configure"
  | "person"
  | "new_person"
  | "users"
  | "approvals";

/** `null`: no screen of the space fixes it. */
const places: Record<AdmissionRefusal, FixPlace | null> = {
  option_inactive: "connection",
  connection_inactive: "connection",
  space_not_subscribed: null,
  subject_missing: "configure",
  subject_transient: "configure",
  email_missing: "mapping",
  email_malformed: "mapping",
  several_emails: "mapping",
  domain_not_verified: "domains",
  email_not_verified: "domains",
  subject_changed: "person",
  address_taken: "users",
  not_linked_yet: "domains",
  deactivated: "person",
  connector_not_allowed: "person",
  username_mismatch: null,
  subject_taken: "person",
  not_provisioned: "new_person",
  awaiting_approval: "approvals",
  role_missing: "mapping",
  group_overage: "mapping",
  it_administrator_uses_password: "users",
  version_awaits_admin: "connection",
  no_licence: "users",
  access_ended: null,
};

const isAdmission = (code: string): code is AdmissionRefusal => Object.hasOwn(admissionExplanations, code);

/** Where to fix the cause of a refusal: at the configuration if the connection's own settings are the cause. */
export function fixPlace(code: string): FixPlace | null {
  if (isAdmission(code)) return places[code];
  return explain(code).fixedBy === "gatehouse_configuration" ? "configure" : null;
}
