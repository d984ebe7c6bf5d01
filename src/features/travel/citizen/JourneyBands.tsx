import { QrCode } from 'lucide';
import { Band } from '../../../web/kit/Band.tsx';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { date, dateTime, givenName } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { Parcel } from '../../../web/kit/outbox.ts';
import type { NewDeclarationInput } from '../../declarations/form.ts';
import { type Journeys, journeysOf } from './journeys.ts';

const forms = ['domestic', 'entry', 'returnee'];

/**
 * The way back to a pass that runs, and what a return or an entry has led to. Home is seen by others: what is to be done stands
 * behind a heading.
 */
export const JourneyBands = () => {
  const { shelf, outbox } = useDevice();
  const parcels = outbox.parcels.value.filter(({ kind }) => kind === 'declaration') as Parcel<NewDeclarationInput>[];
  const declaredAt = parcels
    .flatMap(({ body, sentAt }) => (sentAt && forms.includes(body.form) ? [sentAt] : []))
    .toSorted()
    .at(-1);
  const { value } = useLoaded(() => journeysOf(shelf, declaredAt), [declaredAt]);
  if (!value) return null;
  return (
    <>
      {value.passes.map((pass) => (
        <Running key={pass.id} pass={pass} />
      ))}
      {value.arrivals.map((arrival) => (
        <Return key={arrival.id} arrival={arrival} />
      ))}
      {value.entries.map((entry) => (
        <Entered key={entry.id} entry={entry} />
      ))}
    </>
  );
};

const Running = ({ pass }: { pass: Journeys['passes'][number] }) => {
  const { person, declaration, state, validFrom, validUntil } = pass;
  const when = { name: givenName(person.fullName), from: dateTime(validFrom), until: dateTime(validUntil) };
  return (
    <Band
      notice
      tone={state === 'valid' ? 'green' : 'sky'}
      icon={QrCode}
      action={<a href={`/app/ma-di-duong/${declaration}`}>{t('journey.open')}</a>}
    >
      {t(state === 'valid' ? 'journey.pass' : 'journey.passSoon', when)}
    </Band>
  );
};

/** The days at home and the tests that follow from a return. */
const Return = ({ arrival }: { arrival: Journeys['arrivals'][number] }) => {
  const name = givenName(arrival.person.fullName);
  const plan = arrival.detail?.plan;
  return (
    <details class="card">
      <summary>{t('journey.arrival', { name })}</summary>
      <div class="stack tight">
        {plan && (
          <p>
            {plan.until ? t('journey.home', { n: plan.homeDays, until: date(plan.until) }) : t('journey.noHome')}
            {plan.tests.length > 0 && ` ${t('journey.tests', { days: plan.tests.map(date).join(', ') })}`}
          </p>
        )}
        <p class="quiet">{t(`journey.arrivalOf.${arrival.state}`, { name })}</p>
      </div>
    </details>
  );
};

/** What the health officer of the gate found. */
const Entered = ({ entry }: { entry: Journeys['entries'][number] }) => {
  const { person, state, confirmation } = entry;
  return (
    <details class="card">
      <summary>{t('journey.entry', { name: givenName(person.fullName) })}</summary>
      <p>{t(`journey.entryOf.${state}`, { at: confirmation ? dateTime(confirmation.at) : '' })}</p>
    </details>
  );
};
