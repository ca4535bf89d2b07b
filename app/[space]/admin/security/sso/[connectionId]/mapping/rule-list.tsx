"use client";

import { Plus } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { adviceWords } from "@/lib/model/mapping/advice-words";
import { groupsAttribute, valuesForRule } from "@/lib/model/mapping/role-rules";
import type { RuleAdvice, SeenAttributes } from "@/lib/model/mapping/rule-advice";
import { RuleRow } from "./rule-row";
import type { TeamChoiceOption } from "./team-choice";
import type { Mapping } from "./use-mapping";

interface RuleListProps {
  mapping: Mapping;
  teams: readonly TeamChoiceOption[];
  seen: SeenAttributes;
  advice: readonly RuleAdvice[];
}

const most = 100;

/** The rules in their order, with buttons to add, remove and move; each move is announced to screen readers. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function RuleList({ mapping, teams, seen, advice }: RuleListProps) {
  const list = useRef<HTMLOListElement>(null);
  const adder = useRef<HTMLDivElement>(null);
  const id = useId();
  const [formResult, setTold] = useState("");
  const { rules } = mapping;
  const names = [...new Set([groupsAttribute, ...Object.keys(seen)])];

  function handleAdd() {
    const key = mapping.addRule();
    // After React has rendered it.
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLInputElement>(`[data-rule="${key}"] input`)?.focus(),
    );
  }

  function handleRemove(key: string, position: number) {
    mapping.removeRule(key);
    setTold(`Rule ${position + 1} removed.`);
    const next = rules[position + 1] ?? rules[position - 1];
    requestAnimationFrame(() => {
      const row = next && list.current?.querySelector(`[data-rule="${next.key}"]`);
      const target =
        row?.querySelector<HTMLElement>("button:last-of-type") ?? adder.current?.querySelector("button");
      target?.focus();
    });
  }

  function handleMove(key: string, position: number, by: -1 | 1) {
    mapping.moveRule(key, by);
    setTold(`Rule ${position + 1} is now rule ${position + 1 + by}.`);
    // The row keeps its key, but the browser drops the focus of elements that it moves.
    const pressed = document.activeElement;
    requestAnimationFrame(() => {
      if (pressed instanceof HTMLElement) pressed.focus();
    });
  }

  return (
    <div className="space-y-4">
      <p role="status" className="sr-only">
        {formResult}
      </p>
      <datalist id={`${id}-names`}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {rules.length === 0 ? (
        <p className="text-muted">No rules: everyone gets the default role and teams.</p>
      ) : (
        <ol ref={list} className="space-y-3">
          {rules.map((rule, position) => (
            <RuleRow
              key={rule.key}
              rule={rule}
              position={position}
              count={rules.length}
              teams={teams}
              advice={advice.filter((one) => one.rule === position).map(adviceWords)}
              nameList={`${id}-names`}
              valueList={`${id}-${rule.key}`}
              onChange={(change) => mapping.changeRule(rule.key, change)}
              onMove={(by) => handleMove(rule.key, position, by)}
              onRemove={() => handleRemove(rule.key, position)}
            />
          ))}
        </ol>
      )}
      {rules.map((rule) => (
        <datalist key={rule.key} id={`${id}-${rule.key}`}>
          {[...new Set(valuesForRule(mapping.settings, seen, rule.attribute))].map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      ))}
      <div ref={adder}>
        <Button icon={<Plus aria-hidden />} onClick={handleAdd} disabled={rules.length >= most}>
          Add a rule
        </Button>
      </div>
    </div>
  );
}
