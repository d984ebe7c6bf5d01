import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { parsePhone } from '../../../core/phone.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { time } from '../../../web/kit/format.ts';
import { call } from './api.ts';

/** A one-time code given face to face, for someone whose message does not come. */
export const CodesPage = () => {
  const [number, setNumber] = useState('');
  const [isTried, setTried] = useState(false);
  const [issued, setIssued] = useState<{ code: string; until: string }>();
  const issue = useAct(async () =>
    setIssued(await call('POST /otp/face-to-face', { body: { id: newId(), phone: number } })),
  );
  const isWrong = parsePhone(number) === undefined;
  const again = () => {
    setIssued(undefined);
    setNumber('');
    setTried(false);
  };
  return (
    <Page title={t('accounts.codesTitle')} text={t('accounts.codesText')} narrow>
      {issued ? (
        <section class="card stack" role="status">
          <p class="big-code">{issued.code}</p>
          <p>{t('accounts.codesUntil', { time: time(issued.until) })}</p>
          <p>
            <Button onClick={again}>{t('accounts.codesAnother')}</Button>
          </p>
        </section>
      ) : (
        <form
          class="card stack"
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (!isWrong) void issue.run();
          }}
        >
          <TextField
            type="tel"
            label={t('accounts.codesPhone')}
            value={number}
            error={isTried && isWrong ? t('people.phoneWrong') : undefined}
            onInput={setNumber}
          />
          <Refusal error={issue.error} />
          <Button type="submit" kind="primary" busy={issue.isBusy}>
            {t('accounts.codesIssue')}
          </Button>
        </form>
      )}
    </Page>
  );
};
