import type { OptionSettings } from "./connection";

/** Settings of a sign-in option to change: what is absent stays. */
export type OptionChange = {
  [Name in keyof Omit<OptionSettings, "attributes">]?: OptionSettings[Name] | undefined;
} & {
  attributes?:
    | { [Name in keyof OptionSettings["attributes"]]?: OptionSettings["attributes"][Name] | undefined }
    | undefined;
};

/**
 * A merge patch (RFC 7396) of a sign-in option: objects are merged, lists are replaced as a whole. `null` is a value of
 * the fields that may have it, not a removal. Pure.
 */
export function mergeOption(before: OptionSettings, change: OptionChange): OptionSettings {
  const { attributes = {}, ...rest } = change;
  return {
    ...before,
    ...present(rest),
    attributes: { ...before.attributes, ...present(attributes) },
  };
}

function present<T extends object>(change: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  // `fromEntries` loses the names; what is left of each value is what is not undefined.
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}
