import { Search } from 'lucide';
import { Button } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';

type Props = { text: string; onText: (text: string) => void; onSearch: () => void };

export const SearchForm = ({ text, onText, onSearch }: Props) => (
  <form
    class="search-form"
    onSubmit={(event) => {
      event.preventDefault();
      onSearch();
    }}
  >
    <TextField
      type="search"
      label={t('people.searchLabel')}
      hint={t('people.searchHint')}
      value={text}
      maxLength={200}
      onInput={onText}
    />
    <Button type="submit" icon={Search}>
      {t('people.search')}
    </Button>
  </form>
);
