import { Printer } from 'lucide';
import { useState } from 'preact/hooks';
import { CallError, newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { Shown } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { type Code, call } from './api.ts';

type Props = { person: string; name: string };

/** The code of a person, or null where there is none. */
export const findCode = async (person: string, signal?: AbortSignal): Promise<Code | null> => {
  try {
    return await call('GET /people/:id/code', { params: { id: person } }, signal);
  } catch (error) {
    if (error instanceof CallError && error.code === 'code.none') return null;
    throw error;
  }
};

/** A person's card: printed, replaced when it was lost, withdrawn. Asked for only when it is opened. */
export const CodePanel = ({ person, name }: Props) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="card" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('codes.title')}</summary>
      {isOpen && <Panel person={person} name={name} />}
    </details>
  );
};

const Panel = ({ person, name }: Props) => {
  const code = useLoaded((signal) => findCode(person, signal), [person]);
  const [told, setTold] = useState<'codes.changed' | 'codes.withdrawn'>();
  const done = (what: typeof told) => {
    setTold(what);
    code.reload();
  };
  return (
    <div class="stack">
      {told && (
        <Band notice tone="green">
          {t(told)}
        </Band>
      )}
      <Shown of={code}>
        {(current) => (
          <>
            <p class="quiet">{current ? t('codes.since', { time: dateTime(current.issuedAt) }) : t('codes.none')}</p>
            <div class="row wrap">
              <LinkButton icon={Printer} href={`/console/print/card?person=${person}`}>
                {t(current ? 'codes.print' : 'codes.printNone')}
              </LinkButton>
              {current && <Replace person={person} name={name} onDone={() => done('codes.changed')} />}
              {current && <Withdraw person={person} name={name} onDone={() => done('codes.withdrawn')} />}
            </div>
          </>
        )}
      </Shown>
    </div>
  );
};

const Replace = ({ person, name, onDone }: Props & { onDone: () => void }) => {
  const [isOpen, setOpen] = useState(false);
  const act = useAct(async () => {
    await call('POST /people/:id/code', { params: { id: person }, body: { id: newId(), reason: 'lost' } });
    setOpen(false);
    onDone();
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('codes.replace')}…</Button>
      <Confirm
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t('codes.replaceTitle', { name })}
        text={t('codes.replaceText')}
        confirm={t('codes.replaceDo')}
        busy={act.isBusy}
        error={act.error}
        onConfirm={act.run}
      />
    </>
  );
};

const Withdraw = ({ person, name, onDone }: Props & { onDone: () => void }) => {
  const [isOpen, setOpen] = useState(false);
  const act = useAct(async () => {
    const body = { id: newId(), reason: 'withdrawn' } as const;
    await call('POST /people/:id/code/revocation', { params: { id: person }, body });
    setOpen(false);
    onDone();
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('codes.withdraw')}…</Button>
      <Confirm
        danger
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t('codes.withdrawTitle', { name })}
        text={t('codes.withdrawText')}
        confirm={t('codes.withdrawDo')}
        busy={act.isBusy}
        error={act.error}
        onConfirm={act.run}
      />
    </>
  );
};
