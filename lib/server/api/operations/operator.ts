import type { OperatorOperation } from "../define-operator-operation";
import { applicationOperations } from "./applications";
import { spaceOperations } from "./spaces";

/** Every operation that an operator token opens, in the order of its documentation. */
export const operatorOperations: readonly OperatorOperation[] = [
  ...spaceOperations,
  ...applicationOperations,
];
