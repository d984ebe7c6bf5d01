import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import type { GotReply } from '../../../core/contract.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { caller } from '../../../web/kit/console/call.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { age } from '../../../web/kit/console/words.ts';
import { dateTime } from '../../../web/kit/format.ts';
import type { verification } from '../../verification/contract.ts';
import type { laboratory } from '../contract.ts';

const call = caller<typeof verification>();
type Row = GotReply<(typeof laboratory)['POST /tests/import']>['doubtful'][number];

/** Rows whose name differs by marks alone from that of the sample's person: whoever knows that it is one person writes the result. */
export const Doubtful = ({ rows, onWritten }: { rows: readonly Row[]; onWritten: () => void }) => (
  <section class="stack tight">
    <h3>{t('laboratory.doubtful')}</h3>
    <p class="quiet small">{t('laboratory.doubtfulLead')}</p>
    <ul class="plain-list stack tight">
      {rows.map((row) => (
        <DoubtfulRow key={`${row.row} ${row.test}`} row={row} onWritten={onWritten} />
      ))}
    </ul>
  </section>
);

const DoubtfulRow = ({
  row: { row, name, test, person, sampledAt, result, resultAt },
  onWritten,
}: {
  row: Row;
  onWritten: () => void;
}) => {
  const [isWritten, setWritten] = useState(false);
  const write = useAct(async () => {
    await call('POST /tests/:id/result', { params: { id: test }, body: { id: newId(), result, resultAt } });
    setWritten(true);
    onWritten();
  });
  return (
    <li>
      <p>
        {t('laboratory.doubtfulRow', { row, name, result: t(`tests.resultOf.${result}`) })}{' '}
        <a href={`/console/people/${person.id}`}>{person.fullName}</a>{' '}
        <span class="quiet">{age(person.birthYear)}</span>{' '}
        <span class="quiet small">{t('laboratory.sampledAt', { time: dateTime(sampledAt) })}</span>
      </p>
      {isWritten ? (
        <p role="status" class="good small">
          {t('laboratory.doubtfulWritten')}
        </p>
      ) : (
        <Button busy={write.isBusy} onClick={write.run} name={t('laboratory.sameFor', { name: person.fullName })}>
          {t('laboratory.same')}
        </Button>
      )}
      <Refusal error={write.error} />
    </li>
  );
};
