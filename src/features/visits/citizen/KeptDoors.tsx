import { ScanLine } from 'lucide';
import { Row } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { doorsKept } from './door-known.ts';

/** The doors where this device can scan without a network, each one tap away: the list of places needs the server. */
export const KeptDoors = ({ account }: { account: string }) => {
  const doors = useLoaded(() => doorsKept(account), [account]).value ?? [];
  if (doors.length === 0) return null;
  return (
    <section class="stack tight" aria-labelledby="kept-doors">
      <h2 id="kept-doors">{t('door.kept')}</h2>
      <div class="rows">
        {doors.map(({ id, name }) => (
          <Row key={id} href={`/app/dia-diem/${id}/quet`} icon={ScanLine} note={t('door.title')}>
            {name}
          </Row>
        ))}
      </div>
    </section>
  );
};
