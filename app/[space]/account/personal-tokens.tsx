import { KeyRound } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import type { TokenView } from "@/lib/schemas/token";
import { TokensTable } from "../tokens-table";
import { revokeOwnTokenAction } from "./actions";

interface PersonalTokensProps {
  slug: string;
  tokens: readonly TokenView[];
  /** The page that creates one. */
  path: string;
}

/** The person's own tokens in this space; ended ones say why and can be created again. */
export function PersonalTokens({ slug, tokens, path }: PersonalTokensProps) {
  const create = (
    <ButtonLink href={path} icon={<KeyRound aria-hidden />}>
      Create token
    </ButtonLink>
  );
  return (
    <Section
      id="tokens"
      title="Personal access tokens"
      description="A token lets a program use the API as you, in this space. Your tokens end when single sign-on is activated or removed, and when you are deactivated."
      {...(tokens.length > 0 ? { actions: create } : {})}
    >
      <TokensTable
        slug={slug}
        caption="Your personal access tokens"
        tokens={tokens}
        revoke={revokeOwnTokenAction}
        again={(token) => `${path}?again=${token.id}`}
        empty={
          <EmptyState icon={KeyRound} title="No tokens yet" action={create}>
            A program uses a token instead of your password. It can do only what you choose.
          </EmptyState>
        }
      />
    </Section>
  );
}
