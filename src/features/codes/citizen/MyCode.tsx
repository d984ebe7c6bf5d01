import { CloudOff, Printer, RefreshCw } from 'lucide';
import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { CallError, newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { type Member, useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { Loading, Page } from '../../../web/kit/citizen/Page.tsx';
import { Dialog } from '../../../web/kit/Dialog.tsx';
import { date } from '../../../web/kit/format.ts';
import { Qr } from '../../../web/kit/Qr.tsx';
import { useCode } from './code.ts';
import './codes.css';

type FacesProps = { members: readonly Member[]; chosen: string; onChoose: (id: string) => void };

/** The code of oneself or a family member, as large as the screen allows; it is there without a network once it was shown. */
export const MyCode = ({ Faces }: { Faces: FunctionComponent<FacesProps> }) => {
  const { members } = useDevice();
  const { query, route } = useLocation();
  const all = members.value;
  const chosen = all.find(({ id }) => id === query.nguoi) ?? all[0];
  if (!chosen) return null;
  return (
    <Page title={all.length > 1 ? t('codes.of', { name: chosen.fullName }) : t('codes.mine')} back="/">
      {all.length > 1 && (
        <Faces members={all} chosen={chosen.id} onChoose={(id) => route(`/app/ma-qr?nguoi=${id}`, true)} />
      )}
      <Shown key={chosen.id} member={chosen} />
    </Page>
  );
};

const Shown = ({ member }: { member: Member }) => {
  const { fresh, code, isWithdrawn, isUnreachable, replace } = useCode(member);
  const [isReplacing, setReplacing] = useState(false);
  if (isWithdrawn) return <Withdrawn replace={replace} />;
  if (!code)
    return member.unsent ? (
      <Band notice tone="amber" icon={CloudOff}>
        {t('codes.unsent', { name: member.fullName })}
      </Band>
    ) : (
      <Loading of={fresh}>{() => null}</Loading>
    );
  return (
    <>
      <figure class="my-code">
        <Qr text={code.url} name={t('codes.of', { name: member.fullName })} />
        <figcaption>
          <strong>{member.fullName}</strong>
          {member.birthYear && <span>{t('people.born', { year: member.birthYear })}</span>}
        </figcaption>
      </figure>
      <p>{t('codes.show')}</p>
      {isUnreachable && (
        <Band notice tone="amber" icon={CloudOff}>
          {t('codes.kept')}
        </Band>
      )}
      <LinkButton icon={Printer} wide href={`/app/ma-qr/the?nguoi=${member.id}`}>
        {t('codes.print')}
      </LinkButton>
      <Button icon={RefreshCw} wide onClick={() => setReplacing(true)}>
        {t('codes.replace')}
      </Button>
      <p class="quiet small">
        {t('codes.since', { date: date(code.issuedAt) })}. {t('codes.safe')}
      </p>
      <Replace name={member.fullName} open={isReplacing} onClose={() => setReplacing(false)} replace={replace} />
    </>
  );
};

/** Why no other code was made, in the server's words where it said so. */
const wordsOf = (reason: unknown): string =>
  reason instanceof CallError && reason.code !== 'offline' ? reason.message : t('app.offline');

const Withdrawn = ({ replace }: { replace: (id: string) => Promise<void> }) => {
  const [request] = useState(() => newId());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const make = async () => {
    setBusy(true);
    setError(undefined);
    await replace(request).catch((reason) => setError(wordsOf(reason)));
    setBusy(false);
  };
  return (
    <>
      <Band notice tone="amber">
        {error ?? t('codes.withdrawn')}
      </Band>
      <Button icon={RefreshCw} wide busy={busy} onClick={make}>
        {t('codes.make')}
      </Button>
    </>
  );
};

type ReplaceProps = { name: string; open: boolean; onClose: () => void; replace: (id: string) => Promise<void> };

const Replace = ({ name, open, onClose, replace }: ReplaceProps) => {
  const [request, setRequest] = useState(() => newId());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const run = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await replace(request);
      setRequest(newId());
      onClose();
    } catch (reason) {
      setError(wordsOf(reason));
    }
    setBusy(false);
  };
  return (
    <Dialog title={t('codes.replaceTitle', { name })} open={open} onClose={onClose}>
      <p>{t('codes.replaceText')}</p>
      {error && (
        <Band notice tone="red">
          {error}
        </Band>
      )}
      <div class="actions">
        <Button kind="primary" wide busy={busy} onClick={run}>
          {t('codes.replaceDo')}
        </Button>
        <Button wide onClick={onClose}>
          {t('app.cancel')}
        </Button>
      </div>
    </Dialog>
  );
};
