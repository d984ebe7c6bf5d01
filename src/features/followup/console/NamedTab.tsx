import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { type AreaOption, AreaPicker } from '../../../web/kit/AreaPicker.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Empty, Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { areaTexts, options, t } from '../../../web/kit/console/text.ts';
import { Dialog } from '../../../web/kit/Dialog.tsx';
import { SelectField, TextField } from '../../../web/kit/Field.tsx';
import { dateTime, phone } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, type Named } from './api.ts';

type Someone = { id: string; fullName: string };
export type Choose = (search: string, onChosen: (person: Someone) => void) => ComponentChildren;
type Props = { id: string; choosePerson: Choose };

/** Whom contacts have named: each is found or made, and becomes a contact by interview; or is left out. */
export const NamedTab = ({ id, choosePerson }: Props) => {
  const named = useLoaded((signal) => call('GET /cases/:id/named', { params: { id } }, signal), [id]);
  return (
    <Shown of={named}>
      {(rows) =>
        rows.length === 0 ? (
          <Empty title={t('followup.namedEmpty')}>
            <p>{t('followup.namedEmptyText')}</p>
          </Empty>
        ) : (
          <ul class="cards">
            {rows.map((one) => (
              <NamedCard key={one.id} of={one} choosePerson={choosePerson} onDone={named.reload} />
            ))}
          </ul>
        )
      }
    </Shown>
  );
};

type CardProps = { of: Named; choosePerson: Choose; onDone: () => void };

const NamedCard = ({ of: one, choosePerson, onDone }: CardProps) => {
  const [open, setOpen] = useState<'known' | 'new'>();
  const close = () => setOpen(undefined);
  const dismiss = useAct(async () => {
    await call('POST /named-contacts/:id/decision', {
      params: { id: one.id },
      body: { id: newId(), decision: { as: 'dismissed' } },
    });
    onDone();
  });
  const known = useAct(async (person: string) => {
    await call('POST /named-contacts/:id/decision', {
      params: { id: one.id },
      body: { id: newId(), decision: { as: 'known', person } },
    });
    close();
    onDone();
  });
  return (
    <li class="card stack tight">
      <p class="row wrap">
        <strong>{one.fullName}</strong> {one.phone && <span class="unbroken">{phone(one.phone)}</span>}
        <span class={`tag ${one.state === 'waiting' ? 'amber' : ''}`}>{t(`followup.namedStateOf.${one.state}`)}</span>
      </p>
      <p>
        {t(`followup.kindOf.${one.kind}`)} · {dateTime(one.from)} – {dateTime(one.to)}
        {one.place && ` · ${one.place}`}
      </p>
      {one.note && <p>{one.note}</p>}
      <p class="small quiet">
        {one.writtenBy
          ? t('followup.namedByOfficer', { name: one.by.fullName, officer: one.writtenBy })
          : t('followup.namedByLink', { name: one.by.fullName })}{' '}
        · {dateTime(one.at)}
      </p>
      {one.contact && <a href={`/console/people/${one.contact}`}>{t('followup.namedOpen')}</a>}
      {one.state === 'waiting' && can('case.write') && (
        <div class="row wrap">
          <Button kind="primary" name={`${t('followup.namedFind')}: ${one.fullName}`} onClick={() => setOpen('known')}>
            {t('followup.namedFind')}
          </Button>
          <Button name={`${t('followup.namedNew')}: ${one.fullName}`} onClick={() => setOpen('new')}>
            {t('followup.namedNew')}
          </Button>
          <Button
            kind="plain"
            busy={dismiss.isBusy}
            name={`${t('followup.namedDismiss')}: ${one.fullName}`}
            onClick={() => dismiss.run()}
          >
            {t('followup.namedDismiss')}
          </Button>
        </div>
      )}
      <Refusal error={dismiss.error ?? known.error} />
      <Dialog title={one.fullName} open={open === 'known'} onClose={close}>
        {choosePerson(one.phone ?? one.fullName, ({ id }) => void known.run(id))}
        <div class="actions">
          <Button onClick={close}>{t('common.cancel')}</Button>
        </div>
      </Dialog>
      <Dialog title={t('followup.namedNew')} open={open === 'new'} onClose={close}>
        <NewNamed
          of={one}
          onClose={close}
          onDone={() => {
            close();
            onDone();
          }}
        />
      </Dialog>
    </li>
  );
};

const sexes = ['male', 'female', 'other'] as const;

const NewNamed = ({ of: one, onDone, onClose }: { of: Named; onDone: () => void; onClose: () => void }) => {
  const [fullName, setName] = useState(one.fullName);
  const [birthYear, setBirthYear] = useState('');
  const [sex, setSex] = useState('');
  const [area, setArea] = useState<AreaOption>();
  const [isMissing, setMissing] = useState(false);
  const save = useAct(async () => {
    setMissing(!area || fullName.trim() === '');
    if (!area || fullName.trim() === '') return;
    const decision = {
      as: 'new' as const,
      person: newId(),
      fullName,
      area: area.path,
      ...(birthYear && { birthYear: Number(birthYear) }),
      ...(sex && { sex: sex as (typeof sexes)[number] }),
      ...(one.phone && { phone: one.phone }),
    };
    await call('POST /named-contacts/:id/decision', { params: { id: one.id }, body: { id: newId(), decision } });
    onDone();
  });
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save.run();
      }}
    >
      <TextField label={t('common.name')} value={fullName} maxLength={120} onInput={setName} />
      <TextField
        label={t('people.birthYear')}
        inputMode="numeric"
        value={birthYear}
        maxLength={4}
        onInput={setBirthYear}
      />
      <SelectField
        label={t('people.sex')}
        value={sex}
        onChange={setSex}
        options={[{ value: '', label: t('common.unknown') }, ...options(sexes, 'people.sexOf')]}
      />
      <AreaPicker value={area} onChange={setArea} texts={areaTexts(t('people.commune'))} />
      {isMissing && <p role="alert">{t('followup.newMissing')}</p>}
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
