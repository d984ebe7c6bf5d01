import { ScanLine } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '../../../web/kit/Button.tsx';
import type { ScanProps } from '../../../web/kit/console/scanning.ts';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { Dialog } from '../../../web/kit/Dialog.tsx';
import { type DeskProps, ScanDesk } from './ScanDesk.tsx';

type Props = DeskProps & { open: boolean; onClose: () => void };

export const ScanDialog = ({ open, onClose, onPerson, onFields, ...desk }: Props) => (
  <Dialog title={t('scan.title')} open={open} onClose={onClose}>
    <ScanDesk
      {...desk}
      onPerson={(person) => {
        onClose();
        onPerson(person);
      }}
      onFields={(fields) => {
        onClose();
        onFields(fields);
      }}
    />
    <div class="actions">
      <Button onClick={onClose}>{t('common.close')}</Button>
    </div>
  </Dialog>
);

/** "Quét" beside a search: the same outcome, without typing. */
export const ScanButton = (props: ScanProps) => {
  const [isOpen, setOpen] = useState(false);
  if (!can('code.read')) return null;
  return (
    <>
      <Button icon={ScanLine} onClick={() => setOpen(true)}>
        {t('scan.button')}
      </Button>
      <ScanDialog {...props} open={isOpen} onClose={() => setOpen(false)} />
    </>
  );
};
