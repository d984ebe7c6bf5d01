import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { age } from '../../../web/kit/console/words.ts';
import { TextField, WordsField } from '../../../web/kit/Field.tsx';
import { date, dateTime, phone } from '../../../web/kit/format.ts';
import { call, type QueuedRequest } from './api.ts';
import { refreshWaiting } from './waiting.ts';

const states = ['open', 'accepted', 'refused'] as const;
type State = (typeof states)[number];

/** What citizens of the area ask to be put right: what stands beside what would stand, and one answer each. */
export const CorrectionsPage = () => {
  const { query } = useLocation();
  const state: State = states.find((one) => one === query.state) ?? 'open';
  const requests = usePages(
    (after, signal) => call('GET /correction-requests', { query: { state, after } }, signal),
    [state],
  );
  return (
    <Page title={t('corrections.title')} text={t('corrections.text')}>
      <nav class="tabs" aria-label={t('corrections.title')}>
        {states.map((one) => (
          <a key={one} href={`/console/corrections?state=${one}`} aria-current={one === state ? 'page' : undefined}>
            {t(`corrections.stateOf.${one}`)}
          </a>
        ))}
      </nav>
      <Paged of={requests} empty={t(state === 'open' ? 'corrections.empty' : 'corrections.emptyAnswered')}>
        {(items) => (
          <ul class="cards">
            {items.map((request) => (
              <RequestCard key={request.id} request={request} />
            ))}
          </ul>
        )}
      </Paged>
    </Page>
  );
};

/** A value of a record as it is read; identity documents come as their kind and number. */
const valueWords = (field: string, value: string | null): string => {
  if (value === null) return '—';
  if (field === 'sex') return maybe(`people.sexOf.${value}`) ?? value;
  if (field === 'phone') return phone(value);
  if (field === 'birthDate') return value.length === 10 ? date(value) : value;
  const [kind = '', ...number] = value.split(' ');
  return field === 'identity' ? `${maybe(`people.identityOf.${kind}`) ?? kind} ${number.join(' ')}` : value;
};

const RequestCard = ({ request: given }: { request: QueuedRequest }) => {
  const [answered, setAnswered] = useState<QueuedRequest>();
  const [asked, setAsked] = useState<'accept' | 'refuse'>();
  const [note, setNote] = useState('');
  const request = answered ?? given;
  const answer = useAct(async (accept: boolean) => {
    const body = { id: newId(), accept, ...(note.trim() && { note: note.trim() }) };
    setAnswered(await call('POST /correction-requests/:id/decision', { params: { id: given.id }, body }));
    setAsked(undefined);
    void refreshWaiting();
  });
  const { person, changes } = request;
  return (
    <li class="card stack tight">
      <p class="row wrap">
        <a href={`/console/people/${person.id}`}>
          <strong>{person.fullName}</strong>
        </a>
        <span class="quiet">{age(person.birthYear)}</span>
        <span class="quiet">{dateTime(request.at)}</span>
      </p>
      {changes.length > 0 && (
        <table class="stacked">
          <thead>
            <tr>
              <th>{t('corrections.field')}</th>
              <th>{t('corrections.from')}</th>
              <th>{t('corrections.to')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, from, to }) => (
              <tr key={field}>
                <th scope="row">{maybe(`corrections.fieldOf.${field}`) ?? field}</th>
                <td data-label={t('corrections.from')}>{valueWords(field, from)}</td>
                <td data-label={t('corrections.to')}>
                  <strong>{valueWords(field, to)}</strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {request.note && <p class="measure">“{request.note}”</p>}
      {request.state === 'open' ? (
        <div class="row wrap">
          <Button kind="primary" onClick={() => setAsked('accept')}>
            {t(changes.length > 0 ? 'corrections.accept' : 'corrections.acceptNote')}…
          </Button>
          <Button onClick={() => setAsked('refuse')}>{t('corrections.refuse')}…</Button>
        </div>
      ) : (
        <Band notice={answered !== undefined} tone={request.state === 'accepted' ? 'green' : 'sky'}>
          {t(`corrections.told.${request.state}`)} {request.answer}
          {request.by && <span class="quiet small"> · {request.by}</span>}
        </Band>
      )}
      <Confirm
        open={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={t(asked === 'refuse' ? 'corrections.refuseTitle' : 'corrections.acceptTitle', { name: person.fullName })}
        text={t(asked === 'refuse' ? 'corrections.refuseText' : 'corrections.acceptText')}
        confirm={t(asked === 'refuse' ? 'corrections.refuse' : 'corrections.acceptConfirm')}
        busy={answer.isBusy}
        onConfirm={() => answer.run(asked === 'accept')}
      >
        {asked === 'refuse' ? (
          <WordsField label={t('corrections.refuseReason')} value={note} maxLength={1000} onInput={setNote} />
        ) : (
          <TextField label={t('corrections.answer')} value={note} maxLength={1000} onInput={setNote} />
        )}
        <Refusal error={answer.error} />
      </Confirm>
    </li>
  );
};
