import { ScanLine } from 'lucide';
import { useContext, useEffect, useState } from 'preact/hooks';
import { type DocumentFields, readScan } from '../../../features/codes/rules.ts';
import { type AreaOption, Areas } from '../AreaPicker.tsx';
import { Band } from '../Band.tsx';
import { Button } from '../Button.tsx';
import { Dialog } from '../Dialog.tsx';
import { Scanner } from '../Scanner.tsx';
import { type Proposal, propose } from '../scan/propose.ts';
import { t } from './more-texts.ts';
import { scannerTexts } from './scanner.ts';

type Props = { onFields: (fields: DocumentFields) => void };

/** A citizen card's code instead of typing. Stands outside the form it fills: a form holds no other. */
export const ScanCard = ({ onFields }: Props) => {
  const [isOpen, setOpen] = useState(false);
  const [isWrong, setWrong] = useState(false);
  const read = (text: string) => {
    const scan = readScan(text);
    if (!scan || !('fields' in scan)) return setWrong(true);
    setOpen(false);
    onFields(scan.fields);
  };
  return (
    <>
      <Button
        icon={ScanLine}
        wide
        onClick={() => {
          setWrong(false);
          setOpen(true);
        }}
      >
        {t('codes.scanCard')}
      </Button>
      <Dialog title={t('codes.scanCard')} open={isOpen} onClose={() => setOpen(false)}>
        <div class="stack">
          <p>{t('codes.scanCardHint')}</p>
          {isWrong && (
            <Band notice tone="amber">
              {t('codes.notCard')}
            </Band>
          )}
          <Scanner texts={scannerTexts()} onRead={read} />
        </div>
        <div class="actions">
          <Button onClick={() => setOpen(false)}>{t('app.cancel')}</Button>
        </div>
      </Dialog>
    </>
  );
};

type ResidenceProps = {
  address: string;
  onHere: (street: string, commune: AreaOption | undefined) => void;
  onElsewhere: () => void;
};

/** A card says where somebody is registered; whether the person stays there is asked, never assumed. */
export const Residence = ({ address, onHere, onElsewhere }: ResidenceProps) => {
  const { search } = useContext(Areas);
  const [proposal, setProposal] = useState<Proposal>();
  useEffect(() => {
    const stop = new AbortController();
    propose(address, search, stop.signal).then((found) => stop.signal.aborted || setProposal(found));
    return () => stop.abort();
  }, [address]);
  return (
    <section class="card stack tight" aria-label={t('codes.resident', { address })}>
      <p>{t('codes.resident', { address })}</p>
      <div class="pair">
        <Button busy={!proposal} onClick={() => onHere(proposal?.street ?? address, proposal?.commune)}>
          {t('codes.residentYes')}
        </Button>
        <Button onClick={onElsewhere}>{t('codes.residentNo')}</Button>
      </div>
    </section>
  );
};
