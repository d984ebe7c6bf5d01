import { Printer } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { CallError, newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { CodeCard } from '../../../web/kit/CodeCard.tsx';
import { Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, type IssuedPass } from './api.ts';
import { RevokePass } from './RevokePass.tsx';

/** Of a declaration that has its pass already, that pass. */
const issue = async (declaration: string, id: string): Promise<IssuedPass> => {
  try {
    return await call('POST /declarations/:id/pass', { params: { id: declaration }, body: { id } });
  } catch (error) {
    const issued = error instanceof CallError && error.code === 'pass.issued' ? error.problem?.pass : undefined;
    if (typeof issued !== 'string') throw error;
    return call('GET /passes/:id', { params: { id: issued } });
  }
};

/** The pass of a domestic declaration on A6 paper, for who has no telephone. Opening it issues the pass. */
export const PassPrint = () => {
  const { declaration = '' } = useLocation().query;
  const [request] = useState(() => newId());
  const loaded = useLoaded(() => issue(declaration, request), [declaration]);
  useEffect(() => {
    document.title = `${t('passes.title')} · Lá Chắn`;
  });
  const [revoked, setRevoked] = useState<IssuedPass['state']>();
  const pass = loaded.value && { ...loaded.value, ...(revoked && { state: revoked }) };
  const isOver = pass?.state === 'expired' || pass?.state === 'revoked';
  return (
    <main class="paper">
      <div class="no-print stack tight">
        <p class="row wrap">
          {pass && !isOver && (
            <Button kind="primary" icon={Printer} onClick={() => print()}>
              {t('common.print')}
            </Button>
          )}
          {pass && <RevokePass pass={pass} onDone={({ state }) => setRevoked(state)} />}
          <a href={pass && can('person.read') ? `/console/people/${pass.person.id}` : '/console/check'}>
            {t('common.back')}
          </a>
        </p>
        <h1>{t('passes.title')}</h1>
        {pass && !isOver && <p class="quiet">{t('codes.printHint')}</p>}
      </div>
      {loaded.state === 'failed' && loaded.error.code !== 'offline' ? (
        <Refusal error={loaded.error} />
      ) : (
        <Shown of={loaded}>
          {(found) =>
            isOver ? (
              <Band notice tone="amber">
                {t('passes.over', { state: t(`travels.stateOf.${pass.state}`) })}
              </Band>
            ) : (
              <Card pass={found} />
            )
          }
        </Shown>
      )}
    </main>
  );
};

const Card = ({ pass }: { pass: IssuedPass }) => {
  const { person, fromName: from, toName: to, vehicle, trip, seat } = pass;
  const journey = [t(`travels.vehicleOf.${vehicle as 'plane'}`), trip, seat].filter(Boolean).join(' · ');
  return (
    <CodeCard
      url={pass.url}
      name={person.fullName}
      station={undefined}
      texts={{
        title: t('passes.cardTitle'),
        qr: t('passes.qr', { name: person.fullName }),
        born: person.birthYear ? t('codes.card.born', { year: person.birthYear }) : undefined,
        use: `${t('post.route', { from, to })} · ${journey}`,
        found: t('passes.valid', { from: dateTime(pass.validFrom), until: dateTime(pass.validUntil) }),
        issued: t('passes.use'),
      }}
    />
  );
};
