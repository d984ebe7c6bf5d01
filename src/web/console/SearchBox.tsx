import { ScanLine, Search } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { ScanDialog } from '../../features/codes/console/ScanDialog.tsx';
import { readScan } from '../../features/codes/rules.ts';
import { useKeys } from '../kit/console/keys.ts';
import { can } from '../kit/console/session.ts';
import { t } from '../kit/console/text.ts';
import { Icon } from '../kit/Icon.tsx';
import { carryFields } from '../kit/scan/carried.ts';
import { useWedge } from '../kit/scan/wedge.ts';

/**
 * Finds people from anywhere; `/` brings the hands here. What a hand-held reader types is read as a code, in the field and
 * outside it.
 */
export const SearchBox = () => {
  const { route } = useLocation();
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  /** A code read before the desk opens; '' opens it with the camera. */
  const [scanned, setScanned] = useState<string>();
  const mayScan = can('code.read');
  const take = (given: string): boolean => {
    const isCode = mayScan && readScan(given) !== undefined;
    if (isCode) setScanned(given);
    return isCode;
  };
  useWedge(take);
  useKeys({ '/': () => input.current?.focus() });
  return (
    <search class="search-place">
      <form
        class="search"
        onSubmit={(event) => {
          event.preventDefault();
          if (take(text)) setText('');
          else if (text.trim()) route(`/console/people?search=${encodeURIComponent(text.trim())}`);
          input.current?.blur();
        }}
      >
        <Icon of={Search} />
        <input
          ref={input}
          type="search"
          aria-label={t('shell.searchShort')}
          placeholder={`${t('shell.search')} (/)`}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </form>
      {mayScan && (
        <button type="button" class="button scan-button" onClick={() => setScanned('')}>
          <Icon of={ScanLine} />
          <span>{t('scan.button')}</span>
        </button>
      )}
      <ScanDialog
        open={scanned !== undefined}
        onClose={() => setScanned(undefined)}
        first={scanned}
        choose={t('scan.openPerson')}
        onPerson={({ id }) => route(`/console/people/${id}`)}
        onFields={(fields) => {
          carryFields(fields);
          route('/console/declare');
        }}
      />
    </search>
  );
};
