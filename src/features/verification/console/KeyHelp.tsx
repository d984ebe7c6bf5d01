import { Button } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { Dialog } from '../../../web/kit/Dialog.tsx';

const keys = [
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open'],
  ['Esc', 'back'],
  ['t', 'take'],
  ['c', 'call'],
  ['/', 'search'],
  ['?', 'help'],
] as const;

export const KeyHelp = ({ open, onClose }: { open: boolean; onClose: () => void }) => (
  <Dialog title={t('keys.title')} open={open} onClose={onClose}>
    <dl class="keys">
      {keys.map(([key, name]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{t(`keys.${name}`)}</dd>
        </div>
      ))}
    </dl>
    <div class="actions">
      <Button onClick={onClose}>{t('common.close')}</Button>
    </div>
  </Dialog>
);
