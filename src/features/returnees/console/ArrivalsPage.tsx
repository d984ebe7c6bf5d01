import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import type { GotReply } from '../../../core/contract.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { caller } from '../../../web/kit/console/call.ts';
import { Level } from '../../../web/kit/console/Level.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { maybe, options, t } from '../../../web/kit/console/text.ts';
import { SelectField, TextField, WordsField } from '../../../web/kit/Field.tsx';
import { date, dateTime, phone } from '../../../web/kit/format.ts';
import type { returnees } from '../contract.ts';

type Arrival = GotReply<(typeof returnees)['GET /arrivals']>['items'][number];
const call = caller<typeof returnees>();
const states = ['waiting', 'overdue', 'arrived', 'absent'] as const;

/** Who said to be coming home from an epidemic area; the station looks within a day, and tells what follows. */
export const ArrivalsPage = () => {
  const [state, setState] = useState<(typeof states)[number]>('waiting');
  const arrivals = usePages((after, signal) => call('GET /arrivals', { query: { after, state } }, signal), [state]);
  return (
    <Page title={t('arrivals.title')} text={t('arrivals.lead')}>
      <div class="filter-grid">
        <SelectField
          label={t('common.state')}
          value={state}
          onChange={(chosen) => setState(chosen as typeof state)}
          options={options(states, 'arrivals.stateOf')}
        />
      </div>
      {arrivals.first.value?.today != null && (
        <p role="status">
          <strong>{t('arrivals.today', { n: arrivals.first.value.today })}</strong>
        </p>
      )}
      {arrivals.first.value?.hamlets && (
        <Band notice tone={arrivals.first.value.hamlets.length > 0 ? 'sky' : 'amber'}>
          {arrivals.first.value.hamlets.length > 0
            ? t('arrivals.ownHamlets', { names: arrivals.first.value.hamlets.join(', ') })
            : t('arrivals.noHamlet')}
        </Band>
      )}
      <Paged of={arrivals} empty={t('arrivals.empty')}>
        {(items) => (
          <ul class="cards">
            {items.map((arrival) => (
              <ArrivalCard key={arrival.id} arrival={arrival} />
            ))}
          </ul>
        )}
      </Paged>
    </Page>
  );
};

const ArrivalCard = ({ arrival: given }: { arrival: Arrival }) => {
  const [done, setDone] = useState<Arrival>();
  const [id, setId] = useState(() => newId());
  const [note, setNote] = useState('');
  const arrival = done ?? given;
  const { person, detail } = arrival;
  const confirm = useAct(async (arrived: boolean, correction?: string) => {
    const body = { id, arrived, ...(note && { note }), ...(correction && { correction }) };
    setDone(await call('POST /arrivals/:id/confirmation', { params: { id: arrival.id }, body }));
    setId(newId());
  });
  return (
    <li class="card stack tight">
      <p class="row wrap">
        {detail && <Level of={detail.level} />}
        {detail ? (
          <a href={`/console/people/${person.id}`}>
            <strong>{person.fullName}</strong>
          </a>
        ) : (
          <strong>{person.fullName}</strong>
        )}
        <span class="tag">{t(`arrivals.stateOf.${arrival.overdue ? 'overdue' : arrival.state}`)}</span>
      </p>
      <p>
        {[arrival.address, arrival.hamlet, arrival.areaName].filter(Boolean).join(', ')}
        {arrival.phone && (
          <>
            {' · '}
            <a href={`tel:${arrival.phone}`}>{phone(arrival.phone)}</a>
          </>
        )}
      </p>
      <p class="quiet">{t('arrivals.expected', { at: dateTime(arrival.expectedAt), by: dateTime(arrival.dueAt) })}</p>
      {detail && <Plan detail={detail} />}
      {done && (
        <Band notice tone="green">
          {t('arrivals.saved')}
        </Band>
      )}
      <Refusal error={confirm.error} />
      {arrival.state === 'arrived' && can('arrival.confirm') && (
        <Correct busy={confirm.isBusy} onCorrect={(why) => confirm.run(false, why)} />
      )}
      {arrival.state !== 'arrived' && can('arrival.confirm') && (
        <>
          <details>
            <summary>{t('common.note')}</summary>
            <WordsField label={t('common.note')} value={note} maxLength={1000} onInput={setNote} />
          </details>
          <div class="row wrap">
            <Button kind="primary" busy={confirm.isBusy} onClick={() => confirm.run(true)}>
              {t('arrivals.arrived')}
            </Button>
            <Button busy={confirm.isBusy} onClick={() => confirm.run(false)}>
              {t('arrivals.absent')}
            </Button>
          </div>
        </>
      )}
    </li>
  );
};

/** An arrival that was written down in error, put right with its reason. */
const Correct = ({ busy, onCorrect }: { busy: boolean; onCorrect: (why: string) => void }) => {
  const [why, setWhy] = useState('');
  const [isChecked, setChecked] = useState(false);
  const correct = () => {
    setChecked(true);
    if (why.trim()) onCorrect(why.trim());
  };
  return (
    <details>
      <summary>{t('arrivals.correct')}</summary>
      <div class="stack tight">
        <TextField
          label={t('arrivals.why')}
          error={isChecked && !why.trim() ? t('common.required') : undefined}
          value={why}
          maxLength={500}
          onInput={setWhy}
        />
        <p>
          <Button busy={busy} onClick={correct}>
            {t('arrivals.notArrived')}
          </Button>
        </p>
      </div>
    </details>
  );
};

const Plan = ({ detail }: { detail: NonNullable<Arrival['detail']> }) => {
  const { plan, fromName, leftOn, vehicle, trip, household } = detail;
  const facts = [
    fromName && t('arrivals.from', { area: fromName }),
    leftOn && t('arrivals.left', { on: date(leftOn) }),
    vehicle && (maybe(`travels.vehicleOf.${vehicle}`) ?? vehicle),
    trip,
    household && t('arrivals.household', { n: household }),
  ];
  return (
    <>
      <p>{facts.filter(Boolean).join(' · ')}</p>
      <p>
        {plan.homeDays === 0 || !plan.until
          ? t('arrivals.noPlan')
          : t('arrivals.plan', { n: plan.homeDays, until: date(plan.until) })}
        {plan.tests.length > 0 && ` ${t('arrivals.tests', { days: plan.tests.map(date).join(', ') })}`}
      </p>
    </>
  );
};
