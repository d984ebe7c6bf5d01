import { UserPlus } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { options, t } from '../../../web/kit/console/text.ts';
import { DateTimeField } from '../../../web/kit/console/WhenField.tsx';
import { age } from '../../../web/kit/console/words.ts';
import { Dialog } from '../../../web/kit/Dialog.tsx';
import { SelectField, TextField } from '../../../web/kit/Field.tsx';
import { useLoaded } from '../../../web/kit/load.ts';
import { type Case, call } from './api.ts';
import { type ContactFilters, type Level, readContacts } from './contact-list.ts';
import type { Someone } from './NewCasePage.tsx';

export type ChoosePerson = (onChosen: (person: Someone) => void) => ComponentChildren;

const kinds = ['interview', 'household', 'transport'] as const;

type Props = { of: Case; level: Level; choosePerson: ChoosePerson; onAdded: (said: string) => void };

/** A contact that no visit shows: told in an interview, of the household, a seat beside. */
export const AddContact = (props: Props) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={UserPlus} onClick={() => setOpen(true)}>
        {t('cases.addContact')}
      </Button>
      <Dialog title={t('cases.addContact')} open={isOpen} onClose={() => setOpen(false)}>
        <ContactForm
          {...props}
          onClose={() => setOpen(false)}
          onAdded={(said) => {
            setOpen(false);
            props.onAdded(said);
          }}
        />
      </Dialog>
    </>
  );
};

type FormProps = Props & { onClose: () => void };

const ContactForm = ({ of: one, level, choosePerson, onClose, onAdded }: FormProps) => {
  const [person, setPerson] = useState<Someone>();
  const [kind, setKind] = useState<(typeof kinds)[number]>('interview');
  const [from, setFrom] = useState<string>();
  const [to, setTo] = useState<string>();
  const [via, setVia] = useState('');
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const ways = useLoaded(
    async (signal) => {
      if (level === 1) return [];
      const read = async (of: Level, filters: ContactFilters) =>
        (await readContacts(one.id, of, filters, undefined, signal, 200)).items;
      const [first, second] = await Promise.all([read(1, {}), read(2, { state: 'accepted' })]);
      return [...first.filter(({ state }) => state === 'accepted' || state === 'candidate'), ...second];
    },
    [level],
  );
  const save = useAct(async () => {
    const isWhole = person && from && to && (level === 1 || via);
    setMissing(!isWhole);
    if (!isWhole) return;
    const body = {
      id: newId(),
      person: person.id,
      from,
      to,
      kind,
      ...(note.trim() && { note: note.trim() }),
      ...(via && { via }),
    };
    await call('POST /cases/:id/contacts', { params: { id: one.id }, body });
    const isThird = ways.value?.find(({ person: { id } }) => id === via)?.level === 2;
    onAdded(t(isThird ? 'cases.thirdAdded' : 'cases.contactAdded', { name: person.fullName }));
  });
  if (!person)
    return (
      <div class="stack">
        {choosePerson(setPerson)}
        <div class="actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </div>
      </div>
    );
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save.run();
      }}
    >
      <p class="row wrap">
        <strong>{person.fullName}</strong> <span class="quiet">{age(person.birthYear)}</span>
        <Button onClick={() => setPerson(undefined)}>{t('declarations.changePerson')}</Button>
      </p>
      <SelectField
        label={t('cases.kind')}
        value={kind}
        onChange={(chosen) => setKind(chosen as typeof kind)}
        options={options(kinds, 'cases.kindOf')}
      />
      {level === 2 && (
        <SelectField
          label={t('cases.via')}
          hint={t('cases.viaHint')}
          value={via}
          onChange={setVia}
          options={[
            { value: '', label: t('common.choose') },
            ...(ways.value ?? []).map(({ person: { id, fullName }, level: of }) => ({
              value: id,
              label: `F${of} ${fullName}`,
            })),
          ]}
        />
      )}
      <DateTimeField label={t('cases.metFrom')} value={from} onInput={setFrom} />
      <DateTimeField label={t('cases.metTo')} value={to} onInput={setTo} future />
      <TextField label={t('common.note')} value={note} maxLength={1000} onInput={setNote} />
      {isMissing && <p role="alert">{t('cases.contactMissing')}</p>}
      <Refusal error={save.error} />
      <div class="actions row">
        <Button type="submit" kind="primary" busy={save.isBusy}>
          {t('common.save')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
};
