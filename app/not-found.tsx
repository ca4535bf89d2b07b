import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { BrandedMessage } from "./branded";

export const metadata: Metadata = { title: "Page not found" };

/** Shown for an unknown address, and for a thing that this person may not see. */
export default function NotFound() {
  return (
    <BrandedMessage
      title="There is nothing at this address"
      action={
        <ButtonLink href="/" prefetch={false} variant="primary">
          Go to the start page
        </ButtonLink>
      }
    >
      <p>The page may have been removed, the address may be mistyped, or your account may not have access.</p>
      <p>If someone gave you this link, ask them to check it and your access.</p>
    </BrandedMessage>
  );
}
