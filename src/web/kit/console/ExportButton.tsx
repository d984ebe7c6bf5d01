import { Download } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { CallError } from '../../../core/client.ts';
import { Band } from '../Band.tsx';
import { Button } from '../Button.tsx';
import { Dialog } from '../Dialog.tsx';
import { figure } from '../format.ts';
import { language } from '../i18n.ts';
import { saveFile } from './csv.ts';
import { Interrupted, type Progress, type Taken, takeExport } from './download.ts';
import { Refusal } from './Shown.tsx';
import { can } from './session.ts';
import { t } from './text.ts';

type Props = {
  /** The path under /exports. */
  of: 'declarations' | 'people' | 'work' | 'tests' | 'venues' | 'statistics';
  query: Record<string, string | undefined>;
  /** The file's name, without its ending. */
  name: string;
};

type State =
  | { at: 'choosing' }
  | { at: 'taking'; progress: Progress | undefined }
  | { at: 'saved'; rows: number }
  | { at: 'broken'; rows: number }
  | { at: 'refused'; error: CallError };

/** The whole list as a file, not only the page on the screen: what is kept has ended with its receipt. */
export const ExportButton = ({ of, query, name }: Props) => {
  const [isOpen, setOpen] = useState(false);
  const [state, setState] = useState<State>({ at: 'choosing' });
  const stop = useRef<AbortController>(undefined);
  const take = async (format: 'csv' | 'xlsx') => {
    const aborting = new AbortController();
    stop.current = aborting;
    setState({ at: 'taking', progress: undefined });
    const filters = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
    const path = `/exports/${of}?${new URLSearchParams([...filters, ['format', format]])}`;
    try {
      const taken: Taken = await takeExport(
        path,
        language.value,
        (progress) => setState({ at: 'taking', progress }),
        aborting.signal,
      );
      saveFile(`${name}.${format}`, taken.blob);
      setState({ at: 'saved', rows: taken.rows });
    } catch (error) {
      if (aborting.signal.aborted) setState({ at: 'choosing' });
      else if (error instanceof Interrupted) setState({ at: 'broken', rows: error.rows });
      else setState({ at: 'refused', error: error instanceof CallError ? error : new CallError('server.failed') });
    }
  };
  const close = () => {
    stop.current?.abort();
    setOpen(false);
    setState({ at: 'choosing' });
  };
  return (
    <>
      <Button icon={Download} onClick={() => setOpen(true)}>
        {t('exports.button')}
      </Button>
      <Dialog title={t('exports.button')} open={isOpen} onClose={close}>
        <div class="stack">
          <p class="small quiet">
            {t(
              of === 'statistics'
                ? 'exports.onlyFigures'
                : of === 'venues'
                  ? 'exports.onlyPlaces'
                  : can('person.read')
                    ? 'exports.withPersons'
                    : 'exports.noPersons',
            )}
          </p>
          {state.at === 'taking' ? (
            <Taking progress={state.progress} onStop={() => stop.current?.abort()} />
          ) : (
            <div class="stack tight">
              <Button kind="primary" wide onClick={() => take('csv')}>
                {t('exports.csv')}
              </Button>
              <Button wide onClick={() => take('xlsx')}>
                {t('exports.xlsx')}
              </Button>
            </div>
          )}
          <div role="status">
            {state.at === 'saved' && <p class="good">{t('exports.done', { n: figure(state.rows) })}</p>}
            {state.at === 'broken' && (
              <Band notice tone="red">
                {t('exports.broken', { n: figure(state.rows) })}
              </Band>
            )}
          </div>
          {state.at === 'refused' && <Refusal error={state.error} />}
          <div class="actions">
            <Button onClick={close}>{t('common.close')}</Button>
          </div>
        </div>
      </Dialog>
    </>
  );
};

const Taking = ({ progress, onStop }: { progress: Progress | undefined; onStop: () => void }) => (
  <div class="stack tight">
    <progress
      max={progress?.of}
      value={progress && Math.min(progress.rows, progress.of ?? progress.rows)}
      aria-label={t('exports.making')}
    />
    <p>
      {progress?.of === undefined
        ? t('exports.making')
        : t('exports.progress', { done: figure(Math.min(progress.rows, progress.of)), total: figure(progress.of) })}
    </p>
    <Button onClick={onStop}>{t('exports.stop')}</Button>
  </div>
);
