import { Download, Printer } from 'lucide';
import { useState } from 'preact/hooks';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { Dialog } from '../../../web/kit/Dialog.tsx';
import { SelectField } from '../../../web/kit/Field.tsx';
import { mostPosters, posterCopies, posterLanguages, postersAt } from '../rules.ts';
import type { Venue } from './api.ts';

type Props = { shown: readonly Venue[]; chosen: ReadonlySet<string> };

/** The sheets of the chosen places, else of all that are shown, as one file. */
export const PrintPosters = ({ shown, chosen }: Props) => {
  const [isOpen, setOpen] = useState(false);
  const [copies, setCopies] = useState<(typeof posterCopies)[number]>(1);
  const [lang, setLang] = useState<(typeof posterLanguages)[number]>('both');
  const picked = shown.filter(({ id }) => chosen.has(id));
  const ids = (picked.length > 0 ? picked : shown).map(({ id }) => id);
  const title = t(picked.length > 0 ? 'venues.print.chosen' : 'venues.print.shown', { n: ids.length });
  const close = () => setOpen(false);
  return (
    <>
      <p>
        <Button icon={Printer} onClick={() => setOpen(true)}>
          {title}
        </Button>
      </p>
      <Dialog title={title} open={isOpen} onClose={close}>
        <div class="stack">
          <p class="small quiet">{t('venues.print.text')}</p>
          <SelectField
            label={t('venues.print.copies')}
            value={String(copies)}
            options={posterCopies.map((n) => ({ value: String(n), label: t(`venues.print.copies${n}`) }))}
            onChange={(n) => setCopies(posterCopies.find((one) => String(one) === n) ?? 1)}
          />
          <SelectField
            label={t('venues.print.lang')}
            value={lang}
            options={posterLanguages.map((one) => ({ value: one, label: t(`venues.print.langOf.${one}`) }))}
            onChange={(chosen) => setLang(posterLanguages.find((one) => one === chosen) ?? 'both')}
          />
          {ids.length > mostPosters ? (
            <Band tone="amber">{t('venues.print.tooMany', { most: mostPosters })}</Band>
          ) : (
            <LinkButton kind="primary" icon={Download} wide href={postersAt(ids, { format: 'pdf', copies, lang })}>
              {t('venues.print.download')}
            </LinkButton>
          )}
          <div class="actions">
            <Button onClick={close}>{t('common.close')}</Button>
          </div>
        </div>
      </Dialog>
    </>
  );
};
