import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { client, newId } from '../../../core/client.ts';
import type { GotReply } from '../../../core/contract.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { maybe, t } from '../../../web/kit/citizen/more-texts.ts';
import { Loading, Page } from '../../../web/kit/citizen/Page.tsx';
import { symptomWords } from '../../../web/kit/citizen/symptoms.ts';
import { WordsField } from '../../../web/kit/Field.tsx';
import { date, dateTime, time } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { declarations } from '../contract.ts';
import { LevelSign } from './Advice.tsx';
import { CallRequest } from './CallRequest.tsx';
import { Hotline } from './Hotline.tsx';
import { outcomeWords } from './Mine.tsx';

type Full = GotReply<(typeof declarations)['GET /declarations/:id']>;

const call = client<typeof declarations>();

/** One declaration: what the station found first, then what was declared. */
export const Detail = () => {
  const { id = '' } = useRoute().params;
  const found = useLoaded((signal) => call('GET /declarations/:id', { params: { id } }, signal), [id]);
  return (
    <Page title={t('detail.title')} back="/to-khai">
      <Loading of={found}>{(declaration) => <Shown declaration={declaration} />}</Loading>
    </Page>
  );
};

const Shown = ({ declaration }: { declaration: Full }) => {
  const { person, at, triage, verification, check, area } = declaration;
  return (
    <>
      <p>
        <strong>{person.fullName}</strong> · {dateTime(at)}
      </p>
      <LevelSign level={triage.level} />
      <section class="card stack tight">
        <h2>{t('detail.verified')}</h2>
        <p>{outcomeWords(declaration)}</p>
        {verification && (
          <p class="quiet small">{t('detail.at', { time: time(verification.at), date: date(verification.at) })}</p>
        )}
      </section>
      {check && (
        <section class="card stack tight">
          <h2>{t('detail.check')}</h2>
          <p>{maybe(`detail.conclusion.${check.conclusion}`) ?? check.conclusion}</p>
          <p class="quiet small">{t('detail.at', { time: time(check.at), date: date(check.at) })}</p>
          {check.nextCheckOn && <p>{t('detail.nextCheck', { date: date(check.nextCheckOn) })}</p>}
        </section>
      )}
      <Answers answers={declaration.answers} />
      {triage.level === 'symptom' && <CallRequest declaration={declaration.id} asked={declaration.callRequestedAt} />}
      <Correction declaration={declaration.id} />
      <Hotline area={area} withAmbulance={triage.level !== 'clear'} />
      <LinkButton kind="primary" wide large href={`/khai-bao?nguoi=${person.id}`}>
        {t('detail.declareAgain')}
      </LinkButton>
    </>
  );
};

type Declared = {
  symptoms?: { code: string; since?: string }[];
  exposures?: string[];
  conditions?: string[];
  temperature?: number;
  places?: { text?: string; from?: string; to?: string }[];
};

const Answers = ({ answers }: { answers: Full['answers'] }) => {
  const { symptoms = [], exposures = [], conditions = [], temperature, places = [] } = answers as Declared;
  const measured = temperature ? [t('declare.review.temperature', { n: String(temperature).replace('.', ',') })] : [];
  const rows = [
    [
      t('declare.review.symptoms'),
      [...symptoms.map(symptomWords), ...measured].join('; ') || t('declare.review.noSymptoms'),
    ],
    [
      t('declare.review.exposures'),
      exposures.map((code) => maybe(`exposure.${code}`) ?? code).join('; ') || t('declare.review.noExposures'),
    ],
    [
      t('declare.review.stays'),
      places
        .map(({ text, from, to }) => [text, from && date(from), to && date(to)].filter(Boolean).join(' · '))
        .join('; ') || t('declare.review.noStays'),
    ],
    [
      t('declare.review.conditions'),
      conditions.map((code) => maybe(`condition.${code}`) ?? code).join(', ') || t('declare.review.noConditions'),
    ],
  ];
  return (
    <details>
      <summary>{t('detail.answers')}</summary>
      <dl class="review">
        {rows.map(([what, words]) => (
          <div key={what}>
            <dt class="quiet small">{what}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
};

const Correction = ({ declaration }: { declaration: string }) => {
  const [id] = useState(() => newId());
  const [note, setNote] = useState('');
  const [at, setAt] = useState<string>();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (!note.trim()) return setError(t('detail.correctEmpty'));
    setBusy(true);
    setError(undefined);
    await call('POST /declarations/:id/correction', { params: { id: declaration }, body: { id, note } }).then(
      (reply) => setAt(reply.at),
      () => setError(t('detail.correctFailed')),
    );
    setBusy(false);
  };
  if (at)
    return (
      <Band notice tone="green">
        {t('detail.corrected', { time: time(at), date: date(at) })}
      </Band>
    );
  return (
    <details>
      <summary>{t('detail.correct')}</summary>
      <div class="stack">
        <WordsField
          label={t('detail.correctLabel')}
          hint={t('detail.correctHint')}
          error={error}
          maxLength={1000}
          value={note}
          onInput={setNote}
        />
        <Button busy={busy} onClick={send}>
          {t('detail.correctSend')}
        </Button>
      </div>
    </details>
  );
};
