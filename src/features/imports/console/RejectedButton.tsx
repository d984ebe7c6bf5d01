import { Download } from 'lucide';
import { CallError } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { saveFile } from '../../../web/kit/console/csv.ts';
import { takeExport } from '../../../web/kit/console/download.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { language } from '../../../web/kit/i18n.ts';
import type { Format } from '../contract.ts';
import { untaken } from '../rules.ts';
import { count, type Whole } from './api.ts';

/** The rows that were not taken, as a file to mend and send again; only when there are some. */
export const RejectedButton = ({ of }: { of: Whole }) => {
  const take = useAct(async (format: Format) => {
    const stop = new AbortController();
    const path = `/imports/${of.id}/rejected?format=${format}`;
    const taken = await takeExport(path, language.value, () => {}, stop.signal).catch((error) => {
      throw error instanceof CallError ? error : new CallError('offline');
    });
    saveFile(`${t('imports.rejectedFile')} ${of.name.replace(/\.\w+$/, '')}.${format}`, taken.blob);
  });
  const rows = untaken(of);
  if (rows === 0 || !of.isKept) return null;
  return (
    <>
      <Button icon={Download} busy={take.isBusy} onClick={() => take.run('csv')}>
        {t('imports.rejected', { n: count(rows) })}
      </Button>
      <Button busy={take.isBusy} onClick={() => take.run('xlsx')}>
        {t('imports.asWorkbook')}
      </Button>
      <Refusal error={take.error} />
    </>
  );
};
