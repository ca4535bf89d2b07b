import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { requireSignedIn } from "@/lib/server/auth/require";
import { BrandedMessage } from "../../branded";

export const metadata: Metadata = { title: "No space" };

/** For a signed-in person whose last space is gone, or waits for approval. */
export default async function NoSpacePage() {
  const { user } = await requireSignedIn();
  return (
    <BrandedMessage
      tone="warn"
      title="You have no access to any space"
      action={
        <form action="/logout" method="post">
          <Button type="submit" variant="primary">
            Sign out
          </Button>
        </form>
      }
    >
      <p>You are signed in as {user.email}, but you are not an active member of any space at the moment.</p>
      <p>
        Ask an administrator of your organization to add you, or to approve your request if it is waiting.
      </p>
    </BrandedMessage>
  );
}
