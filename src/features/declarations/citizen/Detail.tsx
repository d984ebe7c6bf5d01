import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { client, newId } from '../../../core/client.ts';
import type { GotReply } from '../../../core/contract.ts';
import { Answers } from '../../../web/kit/asked/Answers.tsx';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { maybe, t } from '../../../web/kit/citizen/more-texts.ts';
import { Loading, Page } from '../../../web/kit/citizen/Page.tsx';
import { WordsField } from '../../../web/kit/Field.tsx';
import { date, dateTime, time } from '../../../web/kit/format.ts';
import { language } from '../../../web/kit/i18n.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { declarations } from '../contract.ts';
import { LevelSign } from './Advice.tsx';
import { saidWords } from './asked/said.ts';
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
  const { form, person, at, triage, verification, check, area } = declaration;
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
      <Said declaration={declaration} />
      {triage.level === 'symptom' && <CallRequest declaration={declaration.id} asked={declaration.callRequestedAt} />}
      <Correction declaration={declaration.id} />
      <Hotline area={area} withAmbulance={triage.level !== 'clear'} />
      <LinkButton
        kind="primary"
        wide
        large
        href={`/khai-bao${form === 'general' ? '' : `/${form}`}?nguoi=${person.id}`}
      >
        {t('detail.declareAgain')}
      </LinkButton>
    </>
  );
};

const Said = ({ declaration: { form, formVersion: version, at, answers } }: { declaration: Full }) => (
  <details>
    <summary>{t('detail.answers')}</summary>
    <Answers asked={{ form, version, at, answers }} words={saidWords(language.value)} class="review" />
  </details>
);

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
