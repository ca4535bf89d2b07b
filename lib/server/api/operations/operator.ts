import type { OperatorOperation } from "../define-operator-operation";
import { applicationOperations } from "./applications";
import { eventOperations } from "./events";
import { operatorWebhookOperations } from "./operator-webhooks";
import { spaceOperations } from "./spaces";

/** Every operation that needs an operator token, in the order of its documentation. */
export const operatorOperations: readonly OperatorOperation[] = [
  ...spaceOperations,
  ...applicationOperations,
  ...eventOperations,
  ...operatorWebhookOperations,
];
