import { Printer } from 'lucide';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { CallError, client, newId } from '../../../core/client.ts';
import type { GotReply } from '../../../core/contract.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { maybe, t } from '../../../web/kit/citizen/more-texts.ts';
import { Page } from '../../../web/kit/citizen/Page.tsx';
import { dateTime } from '../../../web/kit/format.ts';
import { Qr } from '../../../web/kit/Qr.tsx';
import type { travel } from '../contract.ts';
import { CancelPass } from './CancelPass.tsx';
import { forgetJourneys } from './journeys.ts';

type Pass = GotReply<(typeof travel)['POST /declarations/:id/pass']>;
/** `refused` is why the server makes none, in its own words. */
type Asked = { pass: Pass } | { lacks: string[] } | { refused: string } | 'waiting' | 'failed' | 'departed';

const call = client<typeof travel>();
/** The pass's own id, kept so that asking again after a lost answer makes no second one. */
type Kept = { id: string; pass?: Pass };
const keyOf = (declaration: string): string => `pass/${declaration}`;

const read = (id: string): Promise<Pass> => call('GET /passes/:id', { params: { id } });

/** Asking again later changes nothing. */
const isRefusal = ({ problem }: CallError): boolean =>
  problem !== undefined && problem.status >= 400 && problem.status < 500 && ![401, 429].includes(problem.status);

/** A pass made on another device is the declaration's pass too. */
const make = (declaration: string, id: string): Promise<Pass> =>
  call('POST /declarations/:id/pass', { params: { id: declaration }, body: { id } }).catch((error) => {
    const issued = error instanceof CallError && error.code === 'pass.issued' ? error.problem?.pass : undefined;
    if (typeof issued !== 'string') throw error;
    return read(issued);
  });

type Props = { Hotline: ComponentType<{ area: string; withAmbulance?: boolean }> };

/** The pass of a domestic declaration: asked for once, then on this device, also without a network. */
export const PassPage = ({ Hotline }: Props) => {
  const { id: declaration = '' } = useRoute().params;
  const { shelf, outbox } = useDevice();
  const [asked, setAsked] = useState<Asked>();
  const [turn, setTurn] = useState(0);
  const isWaiting = outbox.waiting.value.some(({ id }) => id === declaration);

  useEffect(() => {
    const ask = async (): Promise<Asked> => {
      if (isWaiting) return 'waiting';
      const kept = (await (await shelf).get<Kept>(keyOf(declaration))) ?? { id: newId() };
      await (await shelf).set(keyOf(declaration), kept);
      try {
        const pass = kept.pass ? await read(kept.pass.id) : await make(declaration, kept.id);
        await (await shelf).set(keyOf(declaration), { ...kept, pass });
        if (!kept.pass) await forgetJourneys(shelf);
        return { pass };
      } catch (error) {
        const fields = (error instanceof CallError && error.problem?.fields) || [];
        if (fields.some(({ code }) => code === 'pass.departed' || code === 'pass.too_early')) return 'departed';
        if (fields.length > 0) return { lacks: fields.map(({ path }) => path.split('.').at(-1) ?? path) };
        if (kept.pass) return { pass: kept.pass };
        return error instanceof CallError && isRefusal(error) ? { refused: error.message } : 'failed';
      }
    };
    ask().then(setAsked);
  }, [declaration, isWaiting, turn]);

  return (
    <Page title={t('pass.title')} back="/to-khai">
      {asked === undefined ? (
        <p class="state" role="status">
          {t('app.loading')}
        </p>
      ) : (
        <Shown
          asked={asked}
          Hotline={Hotline}
          again={() => {
            setAsked(undefined);
            setTurn(turn + 1);
          }}
          keep={async (pass) => {
            await (await shelf).set(keyOf(declaration), pass ? { id: pass.id, pass } : { id: newId() });
            await forgetJourneys(shelf);
            if (pass) setAsked({ pass });
          }}
        />
      )}
    </Page>
  );
};

/** `keep` puts another pass in the place of this one, or none: then the next asking makes a new one. */
type ShownProps = Props & { asked: Asked; again: () => void; keep: (pass: Pass | undefined) => Promise<void> };

const Shown = ({ asked, again, keep, Hotline }: ShownProps) => {
  if (asked === 'waiting')
    return (
      <Band notice tone="amber">
        {t('pass.waiting')}
      </Band>
    );
  if (asked === 'failed')
    return (
      <Band notice tone="red" action={<Button onClick={again}>{t('app.again')}</Button>}>
        {t('pass.failed')}
      </Band>
    );
  if (asked === 'departed' || 'lacks' in asked || 'refused' in asked)
    return (
      <>
        <Band notice tone="amber">
          {asked === 'departed'
            ? t('pass.departed')
            : 'refused' in asked
              ? asked.refused
              : t('pass.lacks', { what: asked.lacks.map((one) => maybe(`pass.field.${one}`) ?? one).join(', ') })}
        </Band>
        <LinkButton kind="primary" wide large href="/khai-bao/domestic">
          {t('detail.declareAgain')}
        </LinkButton>
      </>
    );
  const { pass } = asked;
  return (
    <>
      <p>
        <strong>{pass.person.fullName}</strong>
        <br />
        {t('pass.route', { from: pass.fromName, to: pass.toName })}
      </p>
      {pass.state !== 'revoked' && <Qr text={pass.url} name={t('pass.qr', { name: pass.person.fullName })} />}
      <Band notice tone={pass.state === 'valid' ? 'green' : pass.state === 'not_yet' ? 'sky' : 'red'}>
        <strong>{t(`pass.state.${pass.state}`)}</strong>
        <br />
        {t('pass.valid', { from: dateTime(pass.validFrom), until: dateTime(pass.validUntil) })}
      </Band>
      {pass.state === 'revoked' ? (
        pass.revokedFor === 'traveller' ? (
          <Button onClick={() => void keep(undefined).then(again)}>{t('pass.again')}</Button>
        ) : (
          <>
            <p>{t('pass.takenBack')}</p>
            <Hotline area={pass.from} withAmbulance={false} />
          </>
        )
      ) : (
        <>
          <p class="quiet small">{t('pass.offline')}</p>
          <Button icon={Printer} onClick={() => print()}>
            {t('pass.print')}
          </Button>
          {pass.state !== 'expired' && (
            <CancelPass
              pass={pass.id}
              name={pass.person.fullName}
              onDone={(cancelled) => keep({ ...pass, ...cancelled })}
            />
          )}
        </>
      )}
    </>
  );
};
