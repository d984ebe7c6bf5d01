import { useRef, useState } from 'preact/hooks';
import { CallError, client, newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { Loading, Page } from '../../../web/kit/citizen/Page.tsx';
import { TextField, WordsField } from '../../../web/kit/Field.tsx';
import { dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { support } from '../contract.ts';

const call = client<typeof support>();

/** What does not work in the app, told to who looks after it; below it what was told before, with the answers. */
export const ProblemPage = () => {
  const mine = useLoaded((signal) => call('GET /problem-reports/mine', { query: { limit: '20' } }, signal), []);
  return (
    <Page title={t('problem.title')} back="/app/tai-khoan">
      <p>{t('problem.lead')}</p>
      <ReportForm onSent={mine.reload} />
      <Loading of={mine}>
        {({ items }) =>
          items.length > 0 && (
            <section class="stack tight">
              <h2>{t('problem.mine')}</h2>
              <ul class="stack tight">
                {items.map(({ id, at, text, state, answers }) => (
                  <li key={id} class="card stack tight">
                    <span class="quiet small">
                      {dateTime(at)} · {t(`problem.state.${state}`)}
                    </span>
                    <p class="lines">{text}</p>
                    {answers.map((answer) => (
                      <p key={answer.at} class="lines">
                        <strong>{t('problem.answer')}:</strong> {answer.text}
                      </p>
                    ))}
                  </li>
                ))}
              </ul>
            </section>
          )
        }
      </Loading>
    </Page>
  );
};

const words = (error: unknown): string => {
  if (!(error instanceof CallError) || error.code === 'offline') return t('app.offline');
  return error.code === 'budget.spent' ? t('problem.enough') : t('app.failed');
};

const ReportForm = ({ onSent }: { onSent: () => void }) => {
  const { members } = useDevice();
  const [text, setText] = useState('');
  const [contact, setContact] = useState('');
  const [told, setTold] = useState<{ tone: 'green' | 'amber'; words: string }>();
  const [isBusy, setBusy] = useState(false);
  /** Kept over tries: what was sent without an answer is not sent twice. */
  const id = useRef(newId());
  const send = async (): Promise<void> => {
    if (text.trim() === '') return setTold({ tone: 'amber', words: t('problem.empty') });
    setBusy(true);
    const area = members.value.find(({ unsent }) => !unsent)?.area;
    const body = { id: id.current, text, ...(area && { area }), ...(contact.trim() && { contact: contact.trim() }) };
    await call('POST /problem-reports', { body }).then(
      ({ told: office }) => {
        setTold({ tone: 'green', words: office ? t('problem.sentTo', { office }) : t('problem.sent') });
        setText('');
        id.current = newId();
        onSent();
      },
      (error) => setTold({ tone: 'amber', words: words(error) }),
    );
    setBusy(false);
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <WordsField
        label={t('problem.text')}
        hint={t('problem.textHint')}
        value={text}
        maxLength={2000}
        onInput={setText}
      />
      <TextField
        label={t('problem.contact')}
        hint={t('problem.contactHint')}
        value={contact}
        maxLength={120}
        onInput={setContact}
      />
      {told && (
        <Band notice tone={told.tone}>
          {told.words}
        </Band>
      )}
      <Button type="submit" kind="primary" wide busy={isBusy}>
        {t('problem.send')}
      </Button>
    </form>
  );
};
