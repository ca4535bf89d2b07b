"use client";

import "./globals.css";
import { MessagePage } from "@/components/frame/message-page";
import { Button } from "@/components/ui/button";

/** Replaces the whole document when even the root layout failed. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <html lang="en">
      <body className="min-h-dvh bg-canvas font-sans text-base text-text antialiased">
        <title>This site is not available</title>
        <MessagePage
          tone="danger"
          title="This site is not available"
          {...(digest ? { reference: digest } : {})}
          action={
            <Button variant="primary" onClick={() => retry()}>
              Try again
            </Button>
          }
        >
          <p>Something failed before the page could be shown. Everything you saved is kept.</p>
          <p>Try again in a moment. If it keeps happening, send the reference to support.</p>
        </MessagePage>
      </body>
    </html>
  );
}
