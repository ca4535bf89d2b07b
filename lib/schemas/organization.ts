import { z } from "zod";
import type { OptionStatus } from "@/lib/model/connections/connection";
import type {
  AgreedLink,
  DomainStatus,
  OrganizationLinkStatus,
  RequestStatus,
} from "@/lib/model/organizations/organization";
import type { Protocol } from "@/lib/model/sign-in/identity";
import { foldAscii } from "@/lib/model/text/fold";
import type { FormState } from "./form-state";
import { endingChoices } from "./sso-forms";

const id = z.string().min(1).max(64);

/** The address of a space as people type it: the slug, or a link that begins with it. */
const typedSlug = z
  .string({ error: "Give the other space's address." })
  .trim()
  .transform(
    (text) =>
      foldAscii(text)
        .replace(/^https?:\/\/[^/]+\//, "")
        .replace(/^\/+/, "")
        .split("/", 1)[0],
  )
  .pipe(
    z
      .string()
      .regex(
        /^[a-z0-9][a-z0-9-]{0,62}$/,
        "Give the first part of the other space's address, for example acme.",
      ),
  );

export const askForm = z.object({ slug: typedSlug });
export const withdrawForm = z.object({ slug: z.string().max(64) });
export const decideForm = z.object({ spaceId: id, decision: z.enum(["agree", "decline"]) });
export const guestForm = z.object({ spaceId: id });
export const connectForm = z.object({ connectionId: id });
export const unlinkForm = z.object({
  organizationId: id,
  ...endingChoices,
});

/** An organization in the list. Moments are ISO 8601. */
export interface OrganizationLine {
  id: string;
  name: string;
  ownerName: string;
  status: AgreedLink;
  /** Its connections that sign people in here. */
  activeHere: number;
  /** Other spaces that it is linked to; for the own one. */
  guests: number;
  /** Spaces that request it; for the own one. */
  waiting: number;
}

/** A space's own request. */
export interface OrganizationRequestLine {
  slug: string;
  status: RequestStatus;
  requestedBy: string | null;
  createdAt: string;
}

/** A page of a list, and the total. */
interface Part<T> {
  rows: T[];
  total: number;
  pageSize: number;
}

export interface GuestView {
  spaceId: string;
  name: string;
  slug: string;
  status: Exclude<OrganizationLinkStatus, "own">;
  since: string;
}

/** A connection of an organization as one space uses it. */
export interface LinkedConnection {
  id: string;
  name: string;
  provider: string;
  providerName: string;
  protocol: Protocol;
  /** `null`: not connected to this space. */
  statusHere: OptionStatus | null;
}

export interface OrganizationDetails extends OrganizationLine {
  domains: { name: string; status: DomainStatus }[];
  /** How many of its connections this space uses, whatever the search. */
  usedHere: number;
  connectionCount: number;
  connections: Part<LinkedConnection>;
  /** The other spaces; of the own organization. */
  spaces: Part<GuestView>;
}

/** Where to send the browser for the sign-in that proves the link. */
export interface ConnectState extends FormState {
  goTo: string;
}

/** Whether a result redirects the browser. */
export function goesOn(state: FormState): state is ConnectState {
  return "goTo" in state;
}
