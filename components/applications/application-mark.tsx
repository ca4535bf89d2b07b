import { Avatar } from "@/components/ui/avatar";
import { cx } from "@/components/ui/cx";
import { LogoImage } from "@/components/ui/logo-image";
import type { ShownLogo } from "@/lib/model/brand/brand";

/** An application's logo on a light plate, which it was made for. Decorative: the name is next to it. */
export function ApplicationLogo({ logo, className }: { logo: ShownLogo; className?: string }) {
  return (
    <LogoImage
      logo={logo}
      alt=""
      className={cx("w-auto shrink-0 rounded-md bg-plate-light object-contain", className)}
    />
  );
}

interface ApplicationMarkProps {
  application: { id: string; name: string; logo: ShownLogo | null };
  className?: string;
}

/** The logo of an application in a square, or its initials on the colour of its id. Decorative. */
export function ApplicationMark({ application: { id, name, logo }, className }: ApplicationMarkProps) {
  if (!logo) return <Avatar id={id} name={name} square className={cx("size-8", className)} />;
  return <ApplicationLogo logo={logo} className={cx("size-8", className)} />;
}
