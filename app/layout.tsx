import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { InstallationBrandProvider } from "@/components/frame/installation-brand";
import { SendsMailProvider } from "@/components/frame/mail-promise";
import { productBrand } from "@/lib/model/brand/brand";
import { sendsMail } from "@/lib/server/process/mail-words";
import { wornBrandOf } from "./branded";
import "./globals.css";

const inter = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  weight: "100 900",
  display: "swap",
  variable: "--font-inter",
});

const interExtended = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
  weight: "100 900",
  display: "swap",
  variable: "--font-inter-ext",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
    },
  ],
});

/**
 * Every page needs its request's nonce. Declared here, so that a build never renders one, which would open a
 * database.
 */
export const dynamic = "force-dynamic";

/** A page that says that the database cannot be reached has a title and a look too. */
const installationBrand = () => wornBrandOf(null).catch(() => productBrand);

/** The installation's name stands in every title. */
export async function generateMetadata(): Promise<Metadata> {
  const { name } = await installationBrand();
  return {
    title: { default: name, template: `%s · ${name.replaceAll("%s", "")}` },
    description: "Connect your identity provider, test it, and turn single sign-on on or off yourself.",
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = { colorScheme: "light dark" };

/**
 * The document around every page. Reading the cookie makes each page render per request, which the content
 * security policy depends on: Next can only stamp its scripts with a nonce that exists at render time.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const chosen = (await cookies()).get("theme")?.value;
  const theme = chosen === "light" || chosen === "dark" ? chosen : undefined;
  return (
    <html lang="en" data-theme={theme} className={`${inter.variable} ${interExtended.variable}`}>
      <body className="min-h-dvh bg-canvas font-sans text-base text-text antialiased">
        <InstallationBrandProvider brand={await installationBrand()}>
          <SendsMailProvider value={await sendsMail().catch(() => true)}>{children}</SendsMailProvider>
        </InstallationBrandProvider>
      </body>
    </html>
  );
}
