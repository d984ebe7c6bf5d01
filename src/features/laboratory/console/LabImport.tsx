import { FileUp } from 'lucide';
import { useState } from 'preact/hooks';
import type { GotReply } from '../../../core/contract.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { caller } from '../../../web/kit/console/call.ts';
import { csvOf } from '../../../web/kit/console/csv.ts';
import { t } from '../../../web/kit/console/text.ts';
import { UploadCheck } from '../../../web/kit/console/UploadCheck.tsx';
import { Dialog } from '../../../web/kit/Dialog.tsx';
import type { laboratory } from '../contract.ts';
import { Doubtful } from './Doubtful.tsx';

const call = caller<typeof laboratory>();
type Verdict = GotReply<(typeof laboratory)['POST /tests/import']>;

const heads = ['test', 'fullName', 'birth', 'phone', 'identity', 'sampledOn', 'result', 'resultAt'] as const;
const template = (): string => csvOf([heads.map((head) => t(`laboratory.columnOf.${head}`))]);
const columnOf = (field: string): string =>
  heads.some((head) => head === field) ? t(`laboratory.columnOf.${field as (typeof heads)[number]}`) : field;

/** A laboratory's list of results: checked row by row, then written; a positive one is proposed to the tracers. */
export const LabImport = ({ onDone }: { onDone: () => void }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={FileUp} onClick={() => setOpen(true)}>
        {t('laboratory.import')}
      </Button>
      <Dialog title={t('laboratory.import')} open={isOpen} onClose={() => setOpen(false)}>
        <div class="stack">
          <p class="measure">{t('laboratory.lead')}</p>
          <UploadCheck<Verdict>
            label={t('laboratory.file')}
            hint={t('laboratory.hint')}
            send={(file, query) => call('POST /tests/import', { query, body: file })}
            template={{ name: 'ket-qua-xet-nghiem.csv', content: template }}
            columnOf={columnOf}
            applyWord={(n) => t('laboratory.apply', { n })}
            remark={({ positive, known }) =>
              [
                positive > 0 && t('laboratory.positive', { n: positive }),
                known > 0 && t('laboratory.known', { n: known }),
              ]
                .filter(Boolean)
                .join(' ')
            }
            below={({ doubtful }) => doubtful.length > 0 && <Doubtful rows={doubtful} onWritten={onDone} />}
            onApplied={onDone}
            appliedWord={({ accepted, known, positive }) => t('laboratory.applied', { n: accepted - known, positive })}
          />
          <div class="actions">
            <Button onClick={() => setOpen(false)}>{t('common.close')}</Button>
          </div>
        </div>
      </Dialog>
    </>
  );
};
