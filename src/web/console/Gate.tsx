import { ShieldCheck } from 'lucide';
import type { ComponentChildren } from 'preact';
import { t } from '../kit/console/text.ts';
import { Icon } from '../kit/Icon.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';

/** The page of who is not inside yet. */
export const Gate = ({ title, children }: { title?: string; children: ComponentChildren }) => (
  <main class="gate">
    <p class="brand">
      <Icon of={ShieldCheck} /> {t('shell.product')} <span class="quiet">{t('shell.console')}</span>
    </p>
    {title ? (
      <div class="card stack">
        <h1>{title}</h1>
        {children}
      </div>
    ) : (
      children
    )}
    <LanguageSwitch />
  </main>
);
