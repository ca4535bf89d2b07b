import type { OAuth2RefusalCode } from "@/lib/model/refusals/oauth2";
import { CheckLog, type StepOf } from "@/lib/protocols/check-log";

export type Step<T> = StepOf<T, OAuth2RefusalCode>;

/** The checks of an OAuth 2 tool's answer. */
export class OAuth2Checks extends CheckLog<OAuth2RefusalCode> {}
