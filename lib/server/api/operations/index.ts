import type { Operation } from "../define-operation";
import { auditEventOperations } from "./audit-events";
import { brandOperations } from "./brand";
import { configurationOperations } from "./configuration";
import { configurationVersionOperations } from "./configurations";
import { connectionStateOperations } from "./connection-states";
import { connectionOperations } from "./connections";
import { deliveryOperations } from "./deliveries";
import { directoryOperations, directoryRemovalOperations } from "./directories";
import { directoryContentOperations } from "./directory-contents";
import { directoryCredentialOperations } from "./directory-credentials";
import { domainOperations } from "./domains";
import { meOperations } from "./me";
import { providerTokenOperations } from "./provider-tokens";
import { relinkOperations } from "./relink";
import { sessionOperations } from "./sessions";
import { setupLinkOperations } from "./setup-links";
import { signInAttemptOperations } from "./sign-in-attempts";
import { signInOptionOperations } from "./sign-in-option";
import { signInSettingsOperations } from "./sign-in-settings";
import { teamOperations } from "./teams";
import { testRunOperations } from "./test-runs";
import { tokenOperations } from "./tokens";
import { userOperations } from "./users";
import { webhookOperations } from "./webhooks";

/** Every operation of API v1, in the order of its documentation. */
export const operations: readonly Operation[] = [
  ...meOperations,
  ...domainOperations,
  ...userOperations,
  ...teamOperations,
  ...sessionOperations,
  ...directoryOperations,
  ...directoryCredentialOperations,
  ...directoryContentOperations,
  ...directoryRemovalOperations,
  ...tokenOperations,
  ...auditEventOperations,
  ...signInAttemptOperations,
  ...configurationOperations,
  ...setupLinkOperations,
  ...webhookOperations,
  ...deliveryOperations,
  ...connectionOperations,
  ...testRunOperations,
  ...connectionStateOperations,
  ...configurationVersionOperations,
  ...relinkOperations,
  ...signInOptionOperations,
  ...signInSettingsOperations,
  ...brandOperations,
  ...providerTokenOperations,
];
