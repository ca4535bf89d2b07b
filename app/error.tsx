"use client";

import { useInstallationBrand } from "@/components/frame/installation-brand";
import { MessagePage } from "@/components/frame/message-page";
import { Button } from "@/components/ui/button";

/** Shown when a page could not be rendered. The digest is in the server's log beside the cause. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  const brand = useInstallationBrand();
  return (
    <MessagePage
      brand={brand}
      tone="danger"
      title="This page could not be shown"
      {...(digest ? { reference: digest } : {})}
      action={
        <Button variant="primary" onClick={() => retry()}>
          Try again
        </Button>
      }
    >
      <p>Something failed on our side. Everything you saved is kept.</p>
      <p>Try again in a moment. If it keeps happening, send the reference to support.</p>
    </MessagePage>
  );
}
