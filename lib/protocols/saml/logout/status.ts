import { saml } from "../xml/names";

const status = "urn:oasis:names:tc:SAML:2.0:status:";

/** Status codes of single logout (SAML Core 3.2.2.2). */
export const logoutStatuses = {
  success: saml.success,
  requester: `${status}Requester`,
  responder: `${status}Responder`,
  partial: `${status}PartialLogout`,
  denied: `${status}RequestDenied`,
} as const;
