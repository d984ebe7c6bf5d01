import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { SelectField, WordsField } from '../../../web/kit/Field.tsx';
import { dateTime } from '../../../web/kit/format.ts';
import { Answers, StateTag } from './Answers.tsx';
import { call, type Report } from './api.ts';

const states = ['open', 'all'] as const;

/** What users of the area report about the system, the newest first; each is answered here. */
export const ProblemQueuePage = () => {
  const [state, setState] = useState<(typeof states)[number]>('open');
  const [turn, setTurn] = useState(0);
  const reports = usePages(
    (after, signal) => call('GET /problem-reports', { query: { state, limit: '20', ...(after && { after }) } }, signal),
    [state, turn],
  );
  return (
    <Page title={t('problems.queueTitle')}>
      <div class="filter-grid">
        <SelectField
          label={t('problems.show')}
          value={state}
          onChange={(value) => setState(value as typeof state)}
          options={states.map((value) => ({ value, label: t(`problems.showing.${value}`) }))}
        />
      </div>
      <Paged of={reports} empty={t('problems.queueEmpty')}>
        {(items) => (
          <ul class="cards">
            {items.map((report) => (
              <Item key={report.id} of={report} onAnswered={() => setTurn((before) => before + 1)} />
            ))}
          </ul>
        )}
      </Paged>
    </Page>
  );
};

const Item = ({ of: report, onAnswered }: { of: Report; onAnswered: () => void }) => {
  const { id, at, text, page, contact, areaName, reporter, state, answers } = report;
  const [words, setWords] = useState('');
  const answer = useAct(async (close: boolean) => {
    const body = { id: newId(), text: words, ...(close && { close }) };
    await call('POST /problem-reports/:id/answer', { params: { id }, body });
    setWords('');
    onAnswered();
  });
  return (
    <li class="card stack tight">
      <p class="row wrap">
        <StateTag of={state} />
        <strong>{reporter.name ?? t(`problems.by.${reporter.kind}`)}</strong>
        <span>{areaName}</span>
        <span class="quiet">{dateTime(at)}</span>
      </p>
      <p class="lines">{text}</p>
      {page && <p class="quiet small">{t('problems.onPage', { page })}</p>}
      {contact && <p class="small">{t('problems.contactOf', { contact })}</p>}
      <Answers of={answers} />
      {state !== 'closed' && (
        <form
          class="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            void answer.run(false);
          }}
        >
          <WordsField label={t('problems.answer')} value={words} maxLength={2000} onInput={setWords} />
          <Refusal error={answer.error} />
          <p class="row wrap">
            <Button type="submit" busy={answer.isBusy}>
              {t('problems.answerSend')}
            </Button>
            <Button kind="primary" busy={answer.isBusy} onClick={() => answer.run(true)}>
              {t('problems.answerClose')}
            </Button>
          </p>
        </form>
      )}
    </li>
  );
};
