import { Search } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '../Button.tsx';
import { TextField } from '../Field.tsx';
import { t } from './text.ts';

type Props = { label: string; text: string; onSearch: (text: string) => void };

/** Words that a list is narrowed by: it changes when they are sent, not while they are typed. */
export const SearchForm = ({ label, text, onSearch }: Props) => {
  const [words, setWords] = useState(text);
  return (
    <form
      class="search-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(words.trim());
      }}
    >
      <TextField type="search" label={label} value={words} maxLength={100} onInput={setWords} />
      <Button type="submit" icon={Search}>
        {t('people.search')}
      </Button>
    </form>
  );
};
