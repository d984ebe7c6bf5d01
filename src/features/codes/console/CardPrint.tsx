import { Printer } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { CodeCard } from '../../../web/kit/CodeCard.tsx';
import { caller } from '../../../web/kit/console/call.ts';
import { Shown } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { date, phone } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { areas } from '../../areas/contract.ts';
import type { people } from '../../people/contract.ts';
import { call } from './api.ts';
import { findCode } from './CodePanel.tsx';

const callPeople = caller<typeof people>();
const callAreas = caller<typeof areas>();

/** A person's card on A6 paper. Whoever has no code yet gets one: a card is what it is printed for. */
export const CardPrint = () => {
  const { person: id = '' } = useLocation().query;
  const [request] = useState(() => newId());
  const loaded = useLoaded(
    async (signal) => {
      const person = await callPeople('GET /people/:id', { params: { id } }, signal);
      const code =
        (await findCode(id, signal)) ??
        (await call('POST /people/:id/code', { params: { id }, body: { id: request } }));
      const station = await callAreas('GET /stations', { query: { area: person.area } }, signal).catch(() => undefined);
      return { person, code, station };
    },
    [id],
  );
  useEffect(() => {
    document.title = `${t('codes.printTitle')} · Lá Chắn`;
  });
  return (
    <main class="paper">
      <div class="no-print stack tight">
        <p class="row">
          <Button kind="primary" icon={Printer} onClick={() => print()}>
            {t('common.print')}
          </Button>
          <a href={`/console/people/${id}`}>{t('codes.backToPerson')}</a>
        </p>
        <h1>{t('codes.printTitle')}</h1>
        <p class="quiet">{t('codes.printHint')}</p>
      </div>
      <Shown of={loaded}>
        {({ person, code, station }) => {
          const year = person.birthYear ?? person.birthDate?.slice(0, 4);
          return (
            <CodeCard
              url={code.url}
              name={person.fullName}
              station={station && { name: station.name, phone: station.phone ? phone(station.phone) : undefined }}
              texts={{
                title: t('codes.card.title'),
                qr: t('codes.qrOf', { name: person.fullName }),
                born: year ? t('codes.card.born', { year }) : undefined,
                use: t('codes.card.use'),
                found: t('codes.card.found'),
                issued: t('codes.card.issued', { date: date(code.issuedAt) }),
              }}
            />
          );
        }}
      </Shown>
    </main>
  );
};
