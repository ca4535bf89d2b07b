import { metadataExplanations } from "@/lib/model/explanations/metadata";
import { outboundErrorCodes } from "@/lib/ports/safe-fetch";
import type { ProblemCode } from "../openapi/problems";

/** The keys of a total record are those of its type. */
const ofMetadata = Object.keys(metadataExplanations) as (keyof typeof metadataExplanations)[];

/** What can be wrong with a connection's settings, with what they point to included. */
export const settingsProblems: readonly ProblemCode[] = [
  "protocol_mismatch",
  "name_id_format_invalid",
  "subject_attribute_missing",
  "entity_id_missing",
  "login_url_missing",
  "certificate_missing",
  "issuer_missing",
  "client_id_missing",
  "client_secret_missing",
  "client_secret_not_used",
  "field_of_other_protocol",
  "field_of_preset",
  "parameter_reserved",
  "parameter_invalid",
  "too_many_saves",
  ...outboundErrorCodes,
  ...ofMetadata,
  "issuer_multi_tenant",
  "discovery_redirected",
  "discovery_not_found",
  "discovery_not_json",
  "discovery_issuer_mismatch",
  "discovery_no_code_flow",
  "discovery_no_algorithm",
  "discovery_no_client_authentication",
  "discovery_incomplete",
  "discovery_endpoint_not_allowed",
];
