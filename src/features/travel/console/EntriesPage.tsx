import { ScanLine } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { scannerTexts } from '../../../web/kit/console/scanner.ts';
import { options, t } from '../../../web/kit/console/text.ts';
import { Dialog } from '../../../web/kit/Dialog.tsx';
import { SelectField } from '../../../web/kit/Field.tsx';
import { remember, remembered } from '../../../web/kit/memory.ts';
import { Scanner } from '../../../web/kit/Scanner.tsx';
import { entryStates } from '../contract.ts';
import { call, type Gate } from './api.ts';
import { EntryCard } from './EntryCard.tsx';
import { openGates } from './gates.ts';

/** Who is about to enter at a gate; the health officer sees the traveller and confirms. */
export const EntriesPage = () => {
  const [gates, setGates] = useState<Gate[]>([]);
  const [gate, setGate] = useState(remembered('post.gate') ?? '');
  const [state, setState] = useState<string>('waiting');
  const [code, setCode] = useState('');
  useEffect(() => {
    openGates().then(setGates);
  }, []);
  const entries = usePages(
    // Whoever shows a code stands here, whatever gate the declaration named and whatever was found before.
    (after, signal) =>
      call(
        'GET /entries',
        { query: code ? { after, code } : { after, state: state as 'waiting', ...(gate && { gate }) } },
        signal,
      ),
    [gate, state, code],
  );
  return (
    <Page title={t('entries.title')} text={t('entries.lead')}>
      <div class="filter-grid">
        <SelectField
          label={t('entries.gate')}
          value={gate}
          onChange={(id) => {
            remember('post.gate', id);
            setGate(id);
          }}
          options={[
            { value: '', label: t('entries.anyGate') },
            ...gates.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <SelectField
          label={t('common.state')}
          value={state}
          onChange={setState}
          options={options(entryStates, 'entries.stateOf')}
        />
      </div>
      {Boolean(entries.first.value?.quarantine) && state !== 'quarantine' && (
        <Band
          notice
          tone="amber"
          action={
            <Button
              onClick={() => {
                setGate('');
                setState('quarantine');
              }}
            >
              {t('entries.toQuarantineShow')}
            </Button>
          }
        >
          {t('entries.toQuarantine', { n: entries.first.value?.quarantine ?? 0 })}
        </Band>
      )}
      <LookUp code={code} onCode={setCode} />
      <Paged of={entries} empty={t(code ? 'entries.notByCode' : 'entries.empty')}>
        {(items) => (
          <ul class="cards">
            {items.map((entry) => (
              <EntryCard key={entry.id} entry={entry} gates={gates} here={gate} code={code} />
            ))}
          </ul>
        )}
      </Paged>
    </Page>
  );
};

/** The personal code of somebody who declared another gate, or none. */
const LookUp = ({ code, onCode }: { code: string; onCode: (code: string) => void }) => {
  const [isOpen, setOpen] = useState(false);
  if (code)
    return (
      <Band notice action={<Button onClick={() => onCode('')}>{t('entries.wholeList')}</Button>}>
        {t('entries.byCode')}
      </Band>
    );
  return (
    <>
      <p>
        <Button icon={ScanLine} onClick={() => setOpen(true)}>
          {t('entries.scan')}
        </Button>
      </p>
      <Dialog title={t('entries.scan')} open={isOpen} onClose={() => setOpen(false)}>
        <div class="stack">
          <p>{t('entries.scanText')}</p>
          <Scanner
            texts={scannerTexts()}
            onRead={(text) => {
              setOpen(false);
              onCode(text);
            }}
          />
          <div class="actions">
            <Button onClick={() => setOpen(false)}>{t('common.close')}</Button>
          </div>
        </div>
      </Dialog>
    </>
  );
};
