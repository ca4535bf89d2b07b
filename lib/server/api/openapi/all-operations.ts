import type { Operation } from "../define-operation";
import type { OperatorOperation } from "../define-operator-operation";
import { operations } from "../operations";
import { operatorOperations } from "../operations/operator";

/** An operation of either kind: of a space's programs, or of the vendor's backend. */
export type AnyOperation = Operation | OperatorOperation;

/** Every operation of the API, in the order of its documentation. */
export const allOperations: readonly AnyOperation[] = [...operations, ...operatorOperations];
