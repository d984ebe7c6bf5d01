import { useEffect, useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { scannerTexts } from '../../../web/kit/console/scanner.ts';
import type { ScanProps } from '../../../web/kit/console/scanning.ts';
import { t } from '../../../web/kit/console/text.ts';
import { Scanner } from '../../../web/kit/Scanner.tsx';
import { call, type Reading } from './api.ts';
import { mayChoose, Read } from './Read.tsx';

export type DeskProps = ScanProps & {
  /** Read before the desk opened: by a hand-held reader, or from the address a printed code leads to. */
  first?: string | undefined;
};

/** Camera, reader or typing on one side, who it is on the other. One person known here is opened without a further press. */
export const ScanDesk = ({ first, onPerson, choose, onFields }: DeskProps) => {
  const [found, setFound] = useState<{ text: string; reading: Reading }>();
  const [isScanning, setScanning] = useState(!first);
  const read = useAct(async (text: string) => {
    setScanning(false);
    const reading = await call('POST /codes/reading', { body: { id: newId(), text, purpose: 'identify' } });
    const { person, others } = reading;
    if (person?.isHere && others.length === 0 && mayChoose()) onPerson(person);
    else setFound({ text, reading });
  });
  useEffect(() => {
    if (first) void read.run(first);
  }, [first]);
  const again = () => {
    setFound(undefined);
    read.clear();
    setScanning(true);
  };
  if (isScanning) return <Scanner texts={scannerTexts()} onRead={(text) => void read.run(text)} />;
  return (
    <div class="stack scan-desk">
      {read.isBusy && (
        <p class="state" role="status">
          {t('scan.reading')}
        </p>
      )}
      <Refusal error={read.error} />
      {found && <Read {...found} choose={choose} onPerson={onPerson} onFields={onFields} />}
      {!read.isBusy && <Button onClick={again}>{t('scan.next')}</Button>}
    </div>
  );
};
