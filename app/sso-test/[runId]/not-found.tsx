import type { Metadata } from "next";
import { MessagePage } from "@/components/frame/message-page";
import { ButtonLink } from "@/components/ui/button-link";

export const metadata: Metadata = { title: "Test result" };

/**
 * For whoever may not see a result: the tester whose browser has no cookie of the test any more, and everybody else. It is the
 * same page for a test that never was, so that it says what to do and nothing of any test.
 */
export default function NoTestResult() {
  return (
    <MessagePage
      title="This browser cannot show the test result"
      action={
        <ButtonLink href="/" prefetch={false} variant="primary">
          Go to the start page
        </ButtonLink>
      }
    >
      <p>
        A test result opens only in the browser that started the test, for 40 minutes, and for administrators
        who are signed in. This may be another browser or a private window, the cookie may be gone or blocked,
        or the address may be wrong.
      </p>
      <p>
        If you manage the space, sign in and open the connection’s Tests. If you came by a setup link, go back
        to it and start the test again, in this browser.
      </p>
    </MessagePage>
  );
}
