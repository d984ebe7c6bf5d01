import { setLanguage, t } from '../kit/console/text.ts';
import { language } from '../kit/i18n.ts';

const names = { vi: 'Tiếng Việt', en: 'English' } as const;

export const LanguageSwitch = () => (
  <div class="segments" role="radiogroup" aria-label={t('shell.language')}>
    {(['vi', 'en'] as const).map((code) => (
      <label key={code} lang={code}>
        <input type="radio" name="language" checked={language.value === code} onChange={() => setLanguage(code)} />
        {names[code]}
      </label>
    ))}
  </div>
);
