import { Ellipsis, ShieldPlus } from 'lucide';
import { useLocation } from 'preact-iso';
import { setLanguage, t } from '../kit/citizen/texts.ts';
import { Icon } from '../kit/Icon.tsx';
import { language } from '../kit/i18n.ts';
import { keeper } from './device.ts';

/** The name leads home, the language stands in reach on every screen. */
export const TopBar = () => {
  const { path } = useLocation();
  const other = language.value === 'vi' ? 'en' : 'vi';
  return (
    <header class="top">
      <a class="brand" href="/" aria-current={path === '/' ? 'page' : undefined}>
        <Icon of={ShieldPlus} />
        {t('app.name')}
      </a>
      <button type="button" class="button plain" lang={other} onClick={() => setLanguage(other)}>
        {t(other === 'en' ? 'app.english' : 'app.vietnamese')}
      </button>
      {keeper.me.value && (
        <a class="button plain square" href="/app/tai-khoan" aria-label={t('app.menu')}>
          <Icon of={Ellipsis} />
        </a>
      )}
    </header>
  );
};
