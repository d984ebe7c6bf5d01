import { Search } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useKeys } from '../kit/console/keys.ts';
import { t } from '../kit/console/text.ts';
import { Icon } from '../kit/Icon.tsx';

/** Finds people from anywhere; `/` brings the hands here. */
export const SearchBox = () => {
  const { route } = useLocation();
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useKeys({ '/': () => input.current?.focus() });
  return (
    <search class="search-place">
      <form
        class="search"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) route(`/console/people?search=${encodeURIComponent(text.trim())}`);
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
    </search>
  );
};
