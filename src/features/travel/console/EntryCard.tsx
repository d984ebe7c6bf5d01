import { useState } from 'preact/hooks';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { Declared } from '../../../web/kit/console/Declared.tsx';
import { Level } from '../../../web/kit/console/Level.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { age, symptomWords } from '../../../web/kit/console/words.ts';
import { dateTime } from '../../../web/kit/format.ts';
import type { Entry, Gate } from './api.ts';
import { EntryConfirm } from './EntryConfirm.tsx';

type Props = {
  entry: Entry;
  gates: readonly Gate[];
  /** The gate that this post stands at. */
  here: string;
  /** The personal code by which the entry was found, where it was declared for another gate. */
  code: string;
};

/** A traveller at the gate: what was declared, what the health officer found, and what was put right. */
export const EntryCard = ({ entry: given, gates, here, code }: Props) => {
  const [done, setDone] = useState<Entry>();
  const [isOpen, setOpen] = useState(false);
  const entry = done ?? given;
  const { person, confirmation } = entry;
  return (
    <li class="card stack tight">
      <p class="row wrap">
        <Level of={entry.level} />
        <strong>{person.fullName}</strong>
        <span class="quiet">{age(person.birthYear)}</span>
        <span class="tag">{t(`entries.stateOf.${entry.state}`)}</span>
      </p>
      <p>
        {symptomWords(entry.symptoms)} · {t('entries.goesTo', { area: entry.areaName })}
      </p>
      <p class="quiet">
        {entry.gate?.name ?? t('entries.noGate')} · {dateTime(entry.declaredAt)}
      </p>
      <Answers entry={entry} />
      {confirmation && (
        <Band notice tone="green">
          {t('entries.confirmed', { at: dateTime(confirmation.at), by: confirmation.by ?? t('common.unknown') })}
          {confirmation.note && ` · ${confirmation.note}`}
        </Band>
      )}
      {can('entry.confirm') && !isOpen && (
        <p>
          <Button kind={entry.state === 'waiting' ? 'primary' : undefined} onClick={() => setOpen(true)}>
            {t(entry.state === 'waiting' ? 'entries.confirm' : 'entries.correct')}
          </Button>
        </p>
      )}
      {isOpen && (
        <EntryConfirm
          entry={entry}
          gates={gates}
          gate={here || (entry.gate?.id ?? '')}
          code={code}
          onClose={() => setOpen(false)}
          onDone={(confirmed) => {
            setDone(confirmed);
            setOpen(false);
          }}
        />
      )}
    </li>
  );
};

/** What stands at the top of the card already. */
const elsewhere = ['symptoms', 'gate'];

const Answers = ({ entry: { answers, declaredAt: at } }: { entry: Entry }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('entries.answers')}</summary>
      {isOpen && <Declared asked={{ form: 'entry', at, answers }} without={elsewhere} />}
    </details>
  );
};
