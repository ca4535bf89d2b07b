import type { EditLease, Space } from "@/lib/model/spaces/space";
import type { Page, PageQuery } from "./page";

/** Every space there is: for finding the one in an address, and for operators. */
export interface Spaces {
  byId(id: string): Promise<Space | null>;
  bySlug(slug: string): Promise<Space | null>;
  /** By the vendor's own id of the customer. */
  byExternalId(externalId: string): Promise<Space | null>;
  byIds(ids: readonly string[]): Promise<Space[]>;
  /** Search looks in name and slug. */
  page(query: PageQuery): Promise<Page<Space>>;
  /** `false` if the slug or the external id is taken. */
  insert(space: Space): Promise<boolean>;
  /** Writes the changed columns and adds one to the revision. */
  update(id: string, change: Partial<Omit<Space, "id" | "externalId" | "revision">>): Promise<Space | null>;
  /** Gives the space the vendor's own id, or takes it away; `false` if another space has it. */
  setExternalId(id: string, externalId: string | null): Promise<boolean>;
  /**
   * Locks the space's row until the transaction ends, so that rules over several rows
   * (the last admin, the last free licence) hold for two requests at once. Answers the space as it is then.
   */
  lock(id: string): Promise<Space | null>;
}

/** The edit lease of one space. */
export interface Lease {
  current(): Promise<EditLease | null>;
  /**
   * Takes the lease if it is free, has expired, is the same person's, or `takeOver` is set; one statement.
   * Answers the lease as it is now, whoever holds it.
   */
  take(lease: EditLease, options: { takeOver: boolean; now: Date }): Promise<EditLease>;
  /** Moves the end of the lease with this id; `false` if somebody else has it. */
  renew(leaseId: string, expiresAt: Date, now: Date): Promise<boolean>;
  release(leaseId: string): Promise<void>;
}
