import type { DocumentedRequest } from "./documented/documented-request";
import { entra } from "./documented/entra";
import { entraNewer } from "./documented/entra-newer";
import { jumpcloud } from "./documented/jumpcloud";
import { okta } from "./documented/okta";
import { onelogin } from "./documented/onelogin";
import { rfc } from "./documented/rfc7644";

/** Every documented request. */
export const documentedRequests: readonly DocumentedRequest[] = [
  ...okta,
  ...entra,
  ...entraNewer,
  ...onelogin,
  ...jumpcloud,
  ...rfc,
];
