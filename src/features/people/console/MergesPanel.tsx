import { Combine, Split } from 'lucide';
import { useState } from 'preact/hooks';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { useAct, useOnce } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { Shown } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, type MergedRecord, type Person } from './api.ts';

/** The records that were merged into this one; the last merge can be taken back. */
export const MergesPanel = ({ person, onDone }: { person: Person; onDone: () => void }) => (
  <>
    {person.mergedIds && <Merges key={person.mergedIds.join()} person={person} onDone={onDone} />}
    <p>
      <LinkButton icon={Combine} href={`/console/merge?person=${person.id}`}>
        {t('merge.withOther')}…
      </LinkButton>
    </p>
  </>
);

const Merges = ({ person: { id }, onDone }: { person: Person; onDone: () => void }) => {
  const merges = useLoaded((signal) => call('GET /people/:id/merges', { params: { id } }, signal), [id]);
  const [isAsked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const once = useOnce();
  const part = useAct(async () => {
    await call('POST /people/:id/unmerge', { params: { id }, body: once({ reason: reason.trim() }) });
    once.renew();
    setAsked(false);
    onDone();
  });
  return (
    <section class="card stack tight" aria-label={t('merge.mergedTitle')}>
      <h2>{t('merge.mergedTitle')}</h2>
      <Shown of={merges}>
        {(list) => (
          <>
            <ul class="stack tight">
              {list.map((merge) => (
                <Row key={merge.person} merge={merge} onPart={() => setAsked(true)} />
              ))}
            </ul>
            <Confirm
              open={isAsked}
              onClose={() => setAsked(false)}
              title={t('merge.partTitle', { name: list.find(({ isLast }) => isLast)?.fullName ?? '' })}
              text={t('merge.partText')}
              confirm={t('merge.part')}
              busy={part.isBusy}
              error={part.error}
              onConfirm={() => reason.trim() && part.run()}
            >
              <TextField required label={t('common.reason')} value={reason} maxLength={500} onInput={setReason} />
            </Confirm>
          </>
        )}
      </Shown>
    </section>
  );
};

const Row = ({
  merge: { fullName, birthYear, at, by, isLast },
  onPart,
}: {
  merge: MergedRecord;
  onPart: () => void;
}) => (
  <li class="row wrap">
    <span>
      <strong>{fullName}</strong>
      {birthYear && `, ${t('people.born', { year: birthYear })}`}
      <br />
      <span class="quiet small">
        {dateTime(at)}
        {by && ` · ${by}`}
      </span>
    </span>
    {isLast && (
      <Button icon={Split} onClick={onPart}>
        {t('merge.part')}…
      </Button>
    )}
  </li>
);
