import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { CallError, newId } from '../../../core/client.ts';
import { startOfDay } from '../../../core/day.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { Loading, Page } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { Field, SelectField, TextField } from '../../../web/kit/Field.tsx';
import { useLoaded } from '../../../web/kit/load.ts';
import { instantOf, localOf } from '../../../web/kit/moment.ts';
import { askKinds } from '../rules.ts';
import { type Asked, askedByLink, askedInApp } from './asked.ts';

/** The link's token stands behind the #, which no server gets to see. */
const tokenOf = (): string => location.hash.slice(1);

/** Whom one has met, for the health station that asked: by a link without an account, or in the app. It says nothing of any case. */
export const MetPage = () => {
  const { query } = useLocation();
  const [token] = useState(tokenOf);
  const found = useLoaded(
    (signal) => (token ? askedByLink(token, signal) : askedInApp(query.nguoi, signal)),
    [token, query.nguoi],
  );
  return (
    <Page title={t('met.title')} {...(!token && { back: '/' })}>
      <Loading of={found}>
        {(asked) =>
          asked ? (
            <Met asked={asked} />
          ) : (
            <Band notice tone="amber">
              {t(token ? 'met.expired' : 'met.none')}
            </Band>
          )
        }
      </Loading>
    </Page>
  );
};

const lengths = ['15', '30', '60', '120', '240', '480'] as const;
type Entry = { fullName: string; phone: string; at: string | undefined; minutes: string; kind: string; place: string };
const empty: Entry = { fullName: '', phone: '', at: undefined, minutes: '30', kind: 'interview', place: '' };

const Met = ({ asked }: { asked: Asked }) => {
  const [names, setNames] = useState<string[]>([]);
  const [total, setTotal] = useState(asked.named);
  const [isDone, setDone] = useState(false);
  if (isDone)
    return (
      <>
        <Band notice tone="green">
          {t('met.thanks', { n: total })}
        </Band>
        <p>{t(asked.own ? 'met.nextInApp' : 'met.next')}</p>
        <Button wide onClick={() => setDone(false)}>
          {t('met.another')}
        </Button>
      </>
    );
  return (
    <>
      <p>{t(asked.own ? 'met.leadInApp' : 'met.lead', { name: asked.name })}</p>
      <p class="quiet">{t('met.kept')}</p>
      {names.length > 0 && (
        <Band notice tone="green">
          {t('met.saved', { names: names.join(', ') })}
        </Band>
      )}
      <EntryForm
        key={names.length}
        asked={asked}
        onSaved={(name, named) => {
          setNames((before) => [...before, name]);
          setTotal(named);
        }}
      />
      {total > 0 && (
        <Button wide onClick={() => setDone(true)}>
          {t('met.done')}
        </Button>
      )}
    </>
  );
};

type FormProps = { asked: Asked; onSaved: (name: string, named: number) => void };
type Wrong = Partial<Record<'fullName' | 'phone' | 'at' | 'all', string>>;

const EntryForm = ({ asked, onSaved }: FormProps) => {
  const [of, setOf] = useState(empty);
  const [id] = useState(() => newId());
  const [wrong, setWrong] = useState<Wrong>({});
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<Entry>) => setOf((before) => ({ ...before, ...part }));
  const save = async () => {
    const { fullName, phone, at, minutes, kind, place } = of;
    const missing: Wrong = {
      ...(fullName.trim() === '' && { fullName: t('met.nameMissing') }),
      ...(!at && { at: t('met.whenMissing') }),
    };
    setWrong(missing);
    if (!at || Object.keys(missing).length > 0) return;
    setBusy(true);
    const person = {
      id,
      fullName,
      kind: kind as (typeof askKinds)[number],
      from: at,
      to: new Date(Date.parse(at) + Number(minutes) * 60_000).toISOString(),
      ...(phone.trim() && { phone }),
      ...(place.trim() && { place }),
    };
    try {
      const { named } = await asked.answer(person);
      onSaved(fullName, named);
    } catch (error) {
      const { code, problem } = error instanceof CallError ? error : { code: 'offline', problem: undefined };
      const isPhone = problem?.fields?.some(({ path }) => path.endsWith('phone'));
      setWrong(
        isPhone
          ? { phone: t('met.phoneWrong') }
          : {
              all:
                code === 'ask.expired'
                  ? t(asked.own ? 'met.none' : 'met.expired')
                  : code === 'offline'
                    ? t('met.offline')
                    : (problem?.title ?? t('met.offline')),
            },
      );
      setBusy(false);
    }
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <TextField
        label={t('met.name')}
        error={wrong.fullName}
        value={of.fullName}
        maxLength={120}
        onInput={(fullName) => set({ fullName })}
      />
      <TextField
        label={t('met.phone')}
        hint={t('met.phoneHint')}
        error={wrong.phone}
        type="tel"
        value={of.phone}
        maxLength={20}
        onInput={(phone) => set({ phone })}
      />
      <SelectField
        label={t('met.kind')}
        value={of.kind}
        options={askKinds.map((value) => ({ value, label: t(`met.kindOf.${value}`) }))}
        onChange={(kind) => set({ kind })}
      />
      <Field label={t('met.when')} error={wrong.at}>
        {(its) => (
          <input
            {...its}
            class="input"
            type="datetime-local"
            min={localOf(startOfDay(asked.since))}
            max={localOf(new Date())}
            value={of.at && localOf(new Date(of.at))}
            onInput={({ currentTarget: { value } }) => set({ at: value ? instantOf(value) : undefined })}
          />
        )}
      </Field>
      <SelectField
        label={t('met.howLong')}
        value={of.minutes}
        options={lengths.map((value) => ({ value, label: t(`met.lengthOf.${value}`) }))}
        onChange={(minutes) => set({ minutes })}
      />
      <TextField label={t('met.place')} value={of.place} maxLength={300} onInput={(place) => set({ place })} />
      {wrong.all && (
        <Band notice tone="amber">
          {wrong.all}
        </Band>
      )}
      <Button type="submit" kind="primary" wide large busy={busy}>
        {t('met.add')}
      </Button>
    </form>
  );
};
