"use client";

import { Check, Monitor, Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";

type Theme = "system" | "light" | "dark";

/** What can be chosen. */
export const themes = [
  { theme: "system", label: "As the device", icon: Monitor },
  { theme: "light", label: "Light", icon: Sun },
  { theme: "dark", label: "Dark", icon: Moon },
] as const;

const aYear = 365 * 24 * 60 * 60;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === "light" || theme === "dark" ? theme : "system";
}

/** Changes the page at once; the cookie tells the server about the next one. */
export function chooseTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  const life = theme === "system" ? 0 : aYear;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that are still in use
  document.cookie = `theme=${theme}; Path=/; Max-Age=${life}; SameSite=Lax${secure}`;
  for (const listener of listeners) listener();
}

/** Light, dark, or as the device: the person's own choice in this browser. */
export function ThemeMenu() {
  const current = useSyncExternalStore(subscribe, readTheme, () => "system" as const);
  const Icon = themes.find(({ theme }) => theme === current)?.icon ?? Monitor;
  return (
    <DropdownMenu
      label="Theme"
      align="start"
      trigger={
        <Button variant="quiet" size="small" aria-label="Theme" className="w-8 px-0 max-md:w-11">
          <Icon aria-hidden />
        </Button>
      }
    >
      {themes.map(({ theme, label, icon: ThemeIcon }) => (
        <MenuItem key={theme} icon={<ThemeIcon aria-hidden />} onSelect={() => chooseTheme(theme)}>
          <span className="flex items-center justify-between gap-6">
            {label}
            {theme === current && <Check aria-label="chosen" className="size-4" />}
          </span>
        </MenuItem>
      ))}
    </DropdownMenu>
  );
}
