"use client";

import { Command } from "cmdk";
import { Check, Search, X } from "lucide-react";
import { useDeferredValue, useEffect, useId, useRef, useState } from "react";
import { counted } from "@/lib/model/text/counted";
import type { PickerAnswer, PickerOption } from "@/lib/schemas/picker";
import { FieldError, FieldHelp } from "./field";
import { useFormField } from "./form-context";

export interface OptionPickerProps {
  /** The form field's name; each chosen option sends its value under it. */
  name: string;
  label: string;
  help?: string;
  optional?: boolean;
  /** The address that answers `?q=` with options. */
  address: string;
  /** What they are called, singular and plural. */
  noun: readonly [one: string, many: string];
  /** Chosen initially. */
  chosen?: readonly PickerOption[];
  /** One choice takes the place of the one before. */
  single?: boolean;
}

const patience = 150;

/**
 * Options to choose from, which are searched for on the server: there may be thousands. Arrows move, Enter chooses and
 * lets go, Backspace in the empty field lets go of the last one. What is chosen stays above, whatever is typed.
 */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function OptionPicker(props: OptionPickerProps) {
  const { name, label, help, optional = false, address, noun, chosen: initial = [], single = false } = props;
  const field = useFormField(name, help);
  const [chosen, setChosen] = useState<readonly PickerOption[]>(initial);
  const [words, setWords] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const labelId = useId();
  const sought = useDeferredValue(words.trim());
  const { options, more, state, words: answered } = useOptions(address, sought);
  const [marked, setMarked] = useMarked(options);
  const isChosen = ({ value }: PickerOption) => chosen.some((option) => option.value === value);

  function toggle(option: PickerOption) {
    const others = chosen.filter(({ value }) => value !== option.value);
    if (others.length < chosen.length) setChosen(others);
    else setChosen(single ? [option] : [...chosen, option]);
    setWords("");
  }
  function remove(option: PickerOption) {
    setChosen(chosen.filter(({ value }) => value !== option.value));
    input.current?.focus();
  }

  return (
    <div data-field className="space-y-1.5">
      <label id={labelId} htmlFor={field.id} className="block font-medium">
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {chosen.length > 0 && (
        <ul aria-label={`Chosen ${noun[1]}`} className="flex max-h-40 flex-wrap gap-2 overflow-y-auto">
          {chosen.map((option) => (
            <li
              key={option.value}
              className="inline-flex max-w-full items-center rounded-md border border-line bg-sunken pl-2.5"
            >
              <input type="hidden" name={name} value={option.value} />
              <span className="min-w-0 truncate" title={option.detail ?? option.label}>
                {option.label}
              </span>
              <button
                type="button"
                aria-label={`Remove ${option.label}`}
                onClick={() => remove(option)}
                className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:text-text max-md:size-11"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Command
        shouldFilter={false}
        label={label}
        value={marked}
        onValueChange={setMarked}
        onKeyDown={(event) => {
          // What is shown was found for other words: Enter would choose what nobody has looked for.
          if (event.key === "Enter" && answered !== words.trim()) event.preventDefault();
        }}
        className="rounded-md border border-edge bg-surface"
      >
        <div className="flex items-center gap-2 rounded-md px-3 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent">
          <Search aria-hidden className="size-4 shrink-0 text-muted" />
          <Command.Input
            ref={input}
            id={field.id}
            aria-labelledby={labelId}
            aria-describedby={field.aria["aria-describedby"]}
            aria-invalid={field.aria["aria-invalid"]}
            value={words}
            onValueChange={setWords}
            onKeyDown={(event) => {
              const last = chosen.at(-1);
              if (event.key === "Backspace" && words === "" && last) remove(last);
            }}
            maxLength={100}
            placeholder={`Search ${noun[1]}`}
            className="min-h-9 w-full min-w-0 bg-transparent outline-none max-md:min-h-11"
          />
        </div>
        <Command.List className="max-h-56 overflow-y-auto border-t border-line p-1">
          {options.map((option) => (
            <Command.Item
              key={option.value}
              value={option.value}
              onSelect={() => toggle(option)}
              aria-label={option.detail ? `${option.label}, ${option.detail}` : option.label}
              className="flex min-h-9 cursor-pointer items-center gap-2 rounded-md px-2 py-1 select-none data-[selected=true]:bg-accent-soft max-md:min-h-11"
            >
              <Check
                aria-hidden
                className={isChosen(option) ? "size-4 shrink-0 text-accent" : "invisible size-4 shrink-0"}
              />
              <span className="min-w-0 flex-1 truncate" title={option.label}>
                {option.label}
                {isChosen(option) && <span className="sr-only"> (chosen)</span>}
              </span>
              {option.detail && (
                <span className="max-w-2/5 shrink-0 truncate text-sm text-muted" title={option.detail}>
                  {option.detail}
                </span>
              )}
            </Command.Item>
          ))}
        </Command.List>
        <p role="status" className="px-3 pb-2 text-sm text-muted empty:hidden">
          {state === "failed" && "The search did not answer. Type again to try once more."}
          {state === "found" &&
            options.length === 0 &&
            (sought ? `No ${noun[0]} matches “${sought}”.` : `There are no ${noun[1]}.`)}
          {more > 0 && `${counted(more, ...noun)} more: type to narrow them.`}
        </p>
      </Command>
      <FieldError field={field} />
      <FieldHelp field={field} help={help} />
    </div>
  );
}

/** The option that Enter chooses: the first of what was found last, until the arrows move on. */
function useMarked(options: readonly PickerOption[]) {
  const first = options[0]?.value ?? "";
  const [mark, setMark] = useState({ options, value: first });
  const value = mark.options === options ? mark.value : first;
  return [value, (next: string) => setMark({ options, value: next })] as const;
}

interface Found extends PickerAnswer {
  state: "asking" | "found" | "failed";
  /** What was searched for. */
  words: string | null;
}

/** What the server finds, asked once the typing rests. Until it answers, what was found before stays. */
function useOptions(address: string, words: string): Found {
  const [found, setFound] = useState<Found>({ options: [], more: 0, state: "asking", words: null });
  useEffect(() => {
    const control = new AbortController();
    const timer = setTimeout(
      async () => {
        try {
          const at = new URL(address, window.location.href);
          at.searchParams.set("q", words);
          const response = await fetch(at, { signal: control.signal });
          if (!response.ok) throw new Error(`status ${response.status}`);
          setFound({ ...((await response.json()) as PickerAnswer), state: "found", words });
        } catch {
          if (!control.signal.aborted) setFound({ options: [], more: 0, state: "failed", words });
        }
      },
      words ? patience : 0,
    );
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [address, words]);
  return found;
}
