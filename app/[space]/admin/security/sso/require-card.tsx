import { Lock, LockOpen } from "lucide-react";
import { Link } from "@/components/ui/link";
import { readSignInSettings } from "@/lib/features/sign-in/sign-in-settings";
import { counted } from "@/lib/model/text/counted";
import type { MemberContext } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { AllowPasswords, RequireSingleSignOn } from "../sign-in/password-sign-in-card";

/** Whether single sign-on is required, and the button that changes it, which asks with numbers. */
export async function RequireCard({ ctx }: { ctx: MemberContext }) {
  const settings = await readSignInSettings(await dependencies(), ctx);
  if (!settings) return null;
  const { slug } = ctx.space;
  const isRequired = settings.space.passwordSignIn === "it_administrators_only";
  const marked = settings.administrators.filter(({ isItAdministrator }) => isItAdministrator).length;
  const emergency = `${counted(marked, "IT administrator keeps", "IT administrators keep")} emergency access by password.`;
  const Icon = isRequired ? Lock : LockOpen;
  return (
    <section
      aria-label="Require single sign-on"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-line bg-surface px-5 py-4"
    >
      <div className="flex min-w-0 flex-1 basis-72 gap-3">
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
        <div className="min-w-0">
          <h2 className="font-semibold">Require single sign-on: {isRequired ? "on" : "off"}</h2>
          <p className="text-muted">
            {isRequired
              ? `Everybody signs in through a connection. ${emergency}`
              : `Members can also use a password. ${settings.problem ?? emergency}`}{" "}
            <Link href={spacePaths(slug).signIn}>Sign-in settings</Link>
          </p>
        </div>
      </div>
      {isRequired ? (
        <AllowPasswords slug={slug} settings={settings} label="Turn off" />
      ) : (
        <RequireSingleSignOn
          slug={slug}
          settings={settings}
          principalIsItAdministrator={ctx.membership.isItAdministrator}
          label="Require"
        />
      )}
    </section>
  );
}
