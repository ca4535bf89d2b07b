/** How far a space is with single sign-on, for the operators' list. */
export const spaceSso = ["active", "not_active", "not_in_plan"] as const;
export type SpaceSso = (typeof spaceSso)[number];

/** What a space may need an administrator for, as far as a list can be narrowed by it. */
export const spaceNeeds = ["failing", "certificate", "waiting", "no_it_administrator", "domain"] as const;
export type SpaceNeed = (typeof spaceNeeds)[number];
