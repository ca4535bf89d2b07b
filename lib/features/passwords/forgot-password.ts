import { resetLink } from "@/lib/features/notifications/messages/reset-link";
import { useYourProvider } from "@/lib/features/notifications/messages/use-your-provider";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { tooManyTries } from "@/lib/features/sign-in/sign-in-refusals";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { normaliseEmail } from "@/lib/model/people/email-address";
import type { User } from "@/lib/model/people/person";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { mayUsePassword } from "./password-access";
import { spaceOfPerson } from "./space-of-person";

const linkMinutes = 60;

/**
 * Accepts a request for a new password. The answer is the same for everybody; `sendReset` sends the mail, and the
 * caller starts it after answering, so that neither words nor time reveal who exists.
 */
export async function forgotPassword(
  deps: Pick<Dependencies, "rateLimits">,
  input: { address: string | null },
): Promise<Outcome<null>> {
  const wait = await deps.rateLimits.spend("reset_by_address", input.address ?? "unknown");
  return wait > 0 ? tooManyTries(wait) : done(null);
}

/**
 * Mails the link, or a notice to people whom no space admits by password. Links that were sent before stay valid
 * until one is used: a stranger who asks again and again invalidates none of the owner's.
 */
export async function sendReset(
  deps: Dependencies,
  email: string,
  /** The slug of the space at whose page it was requested. */
  cameFrom: string | null = null,
): Promise<void> {
  const address = normaliseEmail(email);
  const user = address === null ? null : await deps.store.users.byEmail(address);
  if (!user) return;
  // Silently: the answer was sent, and the earlier mails are in the person's inbox.
  if ((await deps.rateLimits.spend("reset_by_account", user.id)) > 0) return;
  await deps.store.transaction(async (tx) => {
    const within = { ...deps, store: tx };
    await ((await mayUsePassword(tx, user))
      ? sendLink(within, user, await spaceOfPerson(tx, user.id, cameFrom))
      : sendExplanation(within, user));
  });
}

/** The same for a signed-in person without a password: a session sets none, a mailed link does. */
export async function mailFirstPassword(
  deps: Dependencies,
  { user, space }: Pick<Context, "user" | "space">,
): Promise<Outcome<{ email: string }>> {
  const person = user && (await deps.store.users.byId(user.id));
  if (!person) return refused("forbidden", "session_needed", "Only a person in a browser can do this.");
  if (person.hasPassword)
    return refused("conflict", "password_exists", "You already have a password. Change it on this page.");
  if (!(await mayUsePassword(deps.store, person)))
    return refused(
      "forbidden",
      "password_not_used_here",
      "You sign in through your organization's identity provider, so you cannot use a password.",
    );
  const wait = await deps.rateLimits.peek("reset_by_account", person.id);
  if (wait > 0) return tooManyTries(wait);
  await sendReset(deps, person.email, space.slug);
  return done({ email: person.email });
}

/** The space is the one whose brand the email and the page wear. */
async function sendLink(deps: Dependencies, user: User, space: Space | null): Promise<void> {
  const secret = deps.secrets.secret();
  const createdAt = deps.now();
  await deps.store.passwordResets.insert({
    id: deps.secrets.id("reset"),
    userId: user.id,
    hash: deps.secrets.hash(secret),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + linkMinutes * 60_000),
  });
  const link = `${deps.appUrl}/reset-password/${secret}${space ? `?space=${space.slug}` : ""}`;
  await sendMessage(deps, {
    spaceId: space?.id ?? null,
    recipient: user.email,
    ...resetLink({ link, minutes: linkMinutes }),
  });
}

async function sendExplanation(deps: Dependencies, user: User): Promise<void> {
  const memberships = await deps.store.users.membershipsOf(user.id);
  const active = memberships.filter((membership) => membership.status === "active");
  if (active.length === 0) return;
  const spaces = await deps.store.spaces.byIds(active.map((membership) => membership.spaceId));
  const text = useYourProvider({ spaces, appUrl: deps.appUrl });
  await sendMessage(deps, { spaceId: null, recipient: user.email, ...text });
}
