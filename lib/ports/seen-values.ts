/** An attribute's value; an empty one says only that the attribute came. */
export interface SeenValue {
  attribute: string;
  value: string;
}

/** What sign-ins have brought to one space, as choices beside its role rules. */
export interface SeenValues {
  /**
   * Adds values or makes them young again; forgets those of the connection that were last seen before `forgetBefore`.
   * Answers how many it has written: those that are young already are left alone.
   */
  remember(connectionId: string, seen: readonly SeenValue[], at: Date, forgetBefore: Date): Promise<number>;
  /** The youngest first. */
  ofConnection(connectionId: string, limit: number): Promise<SeenValue[]>;
}
