import { Combine, Split } from 'lucide';
import { useState } from 'preact/hooks';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { ReasonDialog } from '../../../web/kit/console/ReasonDialog.tsx';
import { Shown } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
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
            <ReasonDialog
              open={isAsked}
              onClose={() => setAsked(false)}
              title={t('merge.partTitle', { name: list.find(({ isLast }) => isLast)?.fullName ?? '' })}
              text={t('merge.partText')}
              confirm={t('merge.part')}
              onSend={async (body) => {
                await call('POST /people/:id/unmerge', { params: { id }, body });
                onDone();
              }}
            />
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
