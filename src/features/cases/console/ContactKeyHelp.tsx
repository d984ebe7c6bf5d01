import { useState } from 'preact/hooks';
import { Button } from '../../../web/kit/Button.tsx';
import { useKeys } from '../../../web/kit/console/keys.ts';
import { t } from '../../../web/kit/console/text.ts';
import { Dialog } from '../../../web/kit/Dialog.tsx';

const keys = [
  ['j', 'next'],
  ['k', 'previous'],
  ['Space', 'choose'],
  ['a', 'accept'],
  ['r', 'reject'],
  ['Enter', 'open'],
  ['?', 'help'],
] as const;

/** The keys of the list, behind `?` and a button. */
export const ContactKeyHelp = () => {
  const [isOpen, setOpen] = useState(false);
  useKeys({ '?': () => setOpen(true) });
  return (
    <>
      <span class="wide-only">
        <Button kind="plain" onClick={() => setOpen(true)}>
          {t('keys.title')} <kbd>?</kbd>
        </Button>
      </span>
      <Dialog title={t('keys.title')} open={isOpen} onClose={() => setOpen(false)}>
        <dl class="keys">
          {keys.map(([key, name]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(`cases.keyOf.${name}`)}</dd>
            </div>
          ))}
        </dl>
        <div class="actions">
          <Button onClick={() => setOpen(false)}>{t('common.close')}</Button>
        </div>
      </Dialog>
    </>
  );
};
