import type { OAuth2RefusalCode } from "@/lib/model/refusals/oauth2";
import { ChecksOf, type StepOf } from "@/lib/protocols/check-log";

export type Step<T> = StepOf<T, OAuth2RefusalCode>;

/** The checks of an OAuth 2 tool's answer. */
export class CheckList extends ChecksOf<OAuth2RefusalCode> {}
