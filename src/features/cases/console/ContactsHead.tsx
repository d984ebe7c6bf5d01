import { Download, Printer } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { serverNow } from '../../../web/kit/console/now.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime, figure } from '../../../web/kit/format.ts';
import type { Case } from './api.ts';
import { ContactKeyHelp } from './ContactKeyHelp.tsx';
import type { ContactFilters, Level } from './contact-list.ts';
import { saveContacts } from './contacts-csv.ts';

type Props = {
  of: Case;
  level: Level;
  filters: ContactFilters;
  shown: number;
  isWhole: boolean;
  onAll: (() => void) | undefined;
  /** What else stands among its buttons. */
  children?: ComponentChildren;
};

/** What can be done with the list as a whole. */
export const ContactsHead = ({ of: one, level, filters, shown, isWhole, onAll, children }: Props) => {
  const [saved, setSaved] = useState<number>();
  const save = useAct(async () => setSaved(await saveContacts(one, level, filters)));
  return (
    <>
      <div class="row wrap contacts-head">
        <span class="quiet">{t(isWhole ? 'cases.shownAll' : 'cases.shownSome', { n: shown })}</span>
        <span class="row wrap no-print">
          {children}
          {onAll && <Button onClick={onAll}>{t('cases.chooseAll', { n: shown })}</Button>}
          {can('export.rows') && shown > 0 && (
            <Button icon={Download} busy={save.isBusy} onClick={() => save.run()}>
              {t('common.exportCsv')}
            </Button>
          )}
          <Button icon={Printer} onClick={() => print()}>
            {t('common.print')}
          </Button>
          <ContactKeyHelp />
        </span>
      </div>
      <p class="only-print">{t('cases.printedAt', { code: one.code, time: dateTime(serverNow()) })}</p>
      <div role="status">{saved !== undefined && <p class="good">{t('exports.done', { n: figure(saved) })}</p>}</div>
      <Refusal error={save.error} />
    </>
  );
};
