import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { ButtonLink } from "@/components/ui/button-link";
import { Link } from "@/components/ui/link";
import { signInOptions, startAddress } from "@/lib/features/sign-in/sign-in-options";
import { readReference, referenceKey } from "@/lib/model/connections/reference";
import { safeReturnPath } from "@/lib/model/return-path";
import { dependencies } from "@/lib/server/process/dependencies";
import { optionLink } from "../../(public)/login/discovered";
import { OptionList } from "../../(public)/option-list";
import { BrandedCard, BrandedMessage } from "../../branded";

export const metadata: Metadata = { title: "Single sign-on" };

interface SpaceSsoProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<Partial<Record<"next" | "login_hint" | "reference", string | string[]>>>;
}

function sharesReference(one: string, other: string | string[]): boolean {
  const key = (text: string) => referenceKey(readReference(text).reference);
  return typeof other === "string" && key(one) === key(other);
}

/** Starts the space's only sign-in option, or asks which; if a reference is named, only among those that share it. */
export default async function SpaceSsoPage({ params, searchParams }: SpaceSsoProps) {
  const query = await searchParams;
  const next = safeReturnPath(query.next);
  const loginHint = typeof query.login_hint === "string" ? query.login_hint.slice(0, 254) : null;
  const { store } = await dependencies();
  const space = (await store.spaces.bySlug((await params).space)) ?? notFound();
  const all = await signInOptions(store, space);
  const named = all.filter((option) => query.reference && sharesReference(option.reference, query.reference));
  const options = named.length > 0 ? named : all;
  const [only] = options;
  const loginPage = `/${space.slug}/login${next ? `?next=${encodeURIComponent(next)}` : ""}`;
  if (!only) {
    return (
      <BrandedMessage
        tone="warn"
        space={space}
        title="Single sign-on is not turned on"
        action={
          <ButtonLink href={loginPage} variant="primary">
            Go to the sign-in page
          </ButtonLink>
        }
      >
        <p>{space.name} has no identity provider turned on at the moment, so nobody can sign in this way.</p>
        <p>If you came from a bookmark or your company's portal, tell an administrator of {space.name}.</p>
      </BrandedMessage>
    );
  }
  if (options.length === 1) redirect(startAddress(only, { next, loginHint }));
  return (
    <BrandedCard
      title="Choose how to sign in"
      space={space}
      footer={<Link href={loginPage}>Other ways to sign in</Link>}
    >
      <OptionList focus options={options.map((option) => optionLink(option, next, loginHint))} />
    </BrandedCard>
  );
}
