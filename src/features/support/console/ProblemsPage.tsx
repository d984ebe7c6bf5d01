import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { TextField, WordsField } from '../../../web/kit/Field.tsx';
import { dateTime } from '../../../web/kit/format.ts';
import { Answers, StateTag } from './Answers.tsx';
import { call, type OwnReport } from './api.ts';

/** What does not work (`from` is the screen it was seen on), told to who looks after the system; below it what was told before. */
export const ProblemsPage = ({ from }: { from: string }) => {
  const [turn, setTurn] = useState(0);
  const mine = usePages(
    (after, signal) => call('GET /problem-reports/mine', { query: { limit: '20', ...(after && { after }) } }, signal),
    [turn],
  );
  return (
    <Page
      title={t('problems.title')}
      actions={can('problem.answer') && <LinkButton href="/console/problem-queue">{t('problems.queue')}</LinkButton>}
    >
      <ReportForm from={from} onSent={() => setTurn((before) => before + 1)} />
      <h2>{t('problems.mine')}</h2>
      <Paged of={mine} empty={t('problems.mineEmpty')}>
        {(items) => (
          <ul class="cards">
            {items.map((report) => (
              <Mine key={report.id} of={report} />
            ))}
          </ul>
        )}
      </Paged>
    </Page>
  );
};

const Mine = ({ of: { at, text, state, answers } }: { of: OwnReport }) => (
  <li class="card stack tight">
    <p class="row wrap">
      <StateTag of={state} />
      <span class="quiet">{dateTime(at)}</span>
    </p>
    <p class="lines">{text}</p>
    <Answers of={answers} />
  </li>
);

const ReportForm = ({ from, onSent }: { from: string; onSent: () => void }) => {
  const [text, setText] = useState('');
  const [page, setPage] = useState(from);
  const [sent, setSent] = useState<OwnReport>();
  const send = useAct(async () => {
    const body = { id: newId(), text, ...(page.trim() && { page: page.trim() }) };
    setSent(await call('POST /problem-reports', { body }));
    setText('');
    onSent();
  });
  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        setSent(undefined);
        void send.run();
      }}
    >
      <WordsField
        label={t('problems.text')}
        hint={t('problems.textHint')}
        value={text}
        maxLength={2000}
        onInput={setText}
      />
      <TextField label={t('problems.page')} value={page} maxLength={200} onInput={setPage} />
      <Refusal error={send.error} />
      {sent && (
        <Band notice tone="green">
          {sent.told ? t('problems.sentTo', { office: sent.told }) : t('problems.sent')}
        </Band>
      )}
      <p>
        <Button type="submit" kind="primary" busy={send.isBusy}>
          {t('problems.send')}
        </Button>
      </p>
    </form>
  );
};
