"use client";

import { useRef, useState } from "react";
import type { OptionSettings, RoleRule } from "@/lib/model/connections/connection";

/** A rule on the page: its key stays while it moves. */
export interface KeyedRule extends RoleRule {
  key: string;
}

const newRule: RoleRule = { attribute: "groups", operator: "equals", value: "", role: "reader", teams: [] };

/** The settings as they are on the page, with the rules by keys. */
export function useMapping(initial: OptionSettings) {
  const next = useRef(initial.rules.length);
  const [settings, setSettings] = useState(initial);
  const [rules, setRules] = useState<KeyedRule[]>(() =>
    initial.rules.map((rule, index) => ({ ...rule, key: `rule-${index}` })),
  );
  return {
    settings: { ...settings, rules: rules.map(({ key: _, ...rule }) => rule) },
    rules,
    change(change: Partial<OptionSettings>) {
      setSettings((now) => ({ ...now, ...change }));
    },
    changeRule(key: string, change: Partial<RoleRule>) {
      setRules((now) => now.map((rule) => (rule.key === key ? { ...rule, ...change } : rule)));
    },
    /** Adds an empty rule at the end; returns its key. */
    addRule(): string {
      const key = `rule-${next.current}`;
      next.current += 1;
      setRules((now) => [...now, { ...newRule, key }]);
      return key;
    },
    removeRule(key: string) {
      setRules((now) => now.filter((rule) => rule.key !== key));
    },
    moveRule(key: string, by: -1 | 1) {
      setRules((now) => {
        const from = now.findIndex((rule) => rule.key === key);
        const moved = now[from];
        if (!moved || from + by < 0 || from + by >= now.length) return now;
        return now.toSpliced(from, 1).toSpliced(from + by, 0, moved);
      });
    },
  };
}

export type Mapping = ReturnType<typeof useMapping>;
