import { LogOut } from "lucide-react";
import { Button } from "@/components/ui/button";

/** Signs out: a POST, so that no link or image of another page can do it. */
export function SignOutForm() {
  return (
    <form action="/logout" method="post">
      <Button type="submit" variant="quiet" size="small" icon={<LogOut aria-hidden />}>
        Sign out
      </Button>
    </form>
  );
}
