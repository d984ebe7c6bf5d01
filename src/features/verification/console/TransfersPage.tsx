import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { Level } from '../../../web/kit/console/Level.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { can, ownArea } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { age } from '../../../web/kit/console/words.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { dateTime } from '../../../web/kit/format.ts';
import { call, type Transfer } from './api.ts';
import { refreshSummary } from './summary.ts';

/** People on their way from one station to another. */
export const TransfersPage = () => {
  const transfers = usePages((after, signal) => call('GET /transfers', { query: { after } }, signal), []);
  return (
    <Page title={t('transfers.title')}>
      <Paged of={transfers} empty={t('transfers.empty')}>
        {(items) => (
          <ul class="cards">
            {items.map((transfer) => (
              <TransferCard key={transfer.id} transfer={transfer} />
            ))}
          </ul>
        )}
      </Paged>
    </Page>
  );
};

const isWithin = (area: string, own: string): boolean => own === '' || area === own || area.startsWith(`${own}.`);
/** The receiver answers; once refused, whoever stands above both decides. */
const mayAnswer = ({ state, from, to }: Transfer): boolean =>
  can('work.act') &&
  isWithin(to, ownArea()) &&
  (state === 'waiting' || (state === 'refused' && isWithin(from, ownArea())));

const TransferCard = ({ transfer: given }: { transfer: Transfer }) => {
  const [answered, setAnswered] = useState<Transfer>();
  const [isAsked, setAsked] = useState(false);
  const [note, setNote] = useState('');
  const transfer = answered ?? given;
  const answer = useAct(async (accept: boolean) => {
    const body = { id: newId(), accept, ...(note && { note }) };
    setAnswered(await call('POST /transfers/:id/answer', { params: { id: given.id }, body }));
    setAsked(false);
    void refreshSummary();
  });
  const { person } = transfer;
  return (
    <li class="card stack tight">
      <p class="row wrap">
        <Level of={transfer.level} />
        <strong>{person.fullName}</strong>
        <span class="quiet">{age(person.birthYear)}</span>
        <span class="tag">{t(`transfers.stateOf.${transfer.state}`)}</span>
        {transfer.from === ownArea() && <span class="tag">{t('transfers.sentByUs')}</span>}
      </p>
      <p>{t('transfers.fromTo', { from: transfer.fromName, to: transfer.toName })}</p>
      <p class="quiet">
        {transfer.reason} · {dateTime(transfer.at)}
      </p>
      {answered && (
        <Band
          notice
          tone="green"
          action={<a href={`/console/work?item=${answered.declaration}`}>{t('common.open')}</a>}
        >
          {answered.state === 'refused' ? t('transfers.refused') : t('transfers.accepted', { name: person.fullName })}
        </Band>
      )}
      <Refusal error={answer.error} />
      {!answered && mayAnswer(transfer) && (
        <div class="row wrap">
          <Button kind="primary" busy={answer.isBusy} onClick={() => answer.run(true)}>
            {t('transfers.accept')}
          </Button>
          <Button onClick={() => setAsked(true)}>{t('transfers.refuse')}…</Button>
        </div>
      )}
      <Confirm
        open={isAsked}
        onClose={() => setAsked(false)}
        title={t('transfers.refuseTitle', { name: person.fullName })}
        text={t('transfers.refuseText')}
        confirm={t('transfers.refuse')}
        busy={answer.isBusy}
        onConfirm={() => answer.run(false)}
      >
        <TextField required label={t('transfers.refuseReason')} value={note} maxLength={1000} onInput={setNote} />
      </Confirm>
    </li>
  );
};
