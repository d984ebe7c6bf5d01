import type { IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

/** A big answer that leads on at once. */
export const Answer = ({ children, note, icon, chosen, onClick }: AnswerProps) => (
  <button type="button" class="choice" aria-pressed={chosen} onClick={onClick}>
    {icon && <Icon of={icon} />}
    <span class="words">
      <span>{children}</span>
      {note && <span class="quiet small">{note}</span>}
    </span>
  </button>
);
type AnswerProps = {
  children: ComponentChildren;
  note?: string | undefined;
  icon?: IconNode;
  chosen?: boolean;
  onClick: () => void;
};

type Option<V extends string> = { value: V; label: string; note?: string | undefined };

/** Several big answers at once; the group is named by `legend`, which may be heard only. */
export const Checks = <V extends string>({ legend, options, chosen, onChange, heard }: ChecksProps<V>) => (
  <fieldset class="choices">
    <legend class={heard ? 'only-heard' : 'label'}>{legend}</legend>
    {options.map(({ value, label, note }) => (
      <label key={value} class="choice">
        <input
          type="checkbox"
          checked={chosen.includes(value)}
          onChange={(event) =>
            onChange(event.currentTarget.checked ? [...chosen, value] : chosen.filter((other) => other !== value))
          }
        />
        <span class="words">
          <span>{label}</span>
          {note && <span class="quiet small">{note}</span>}
        </span>
      </label>
    ))}
  </fieldset>
);
type ChecksProps<V extends string> = {
  legend: string;
  options: readonly Option<V>[];
  chosen: readonly V[];
  onChange: (chosen: V[]) => void;
  heard?: boolean;
};

/** One of a few, as native radio buttons. */
export const Radios = <V extends string>({ legend, name, options, chosen, onChange }: RadiosProps<V>) => (
  <fieldset class="choices">
    <legend class="label">{legend}</legend>
    {options.map(({ value, label, note }) => (
      <label key={value} class="choice">
        <input type="radio" name={name} checked={chosen === value} onChange={() => onChange(value)} />
        <span class="words">
          <span>{label}</span>
          {note && <span class="quiet small">{note}</span>}
        </span>
      </label>
    ))}
  </fieldset>
);
type RadiosProps<V extends string> = {
  legend: string;
  name: string;
  options: readonly Option<V>[];
  chosen: V | undefined;
  onChange: (chosen: V) => void;
};
