import type { AreaTexts } from '../AreaPicker.tsx';
import { t } from './texts.ts';

export const areaTexts = (): AreaTexts => ({
  label: t('areas.label'),
  hint: t('areas.hint'),
  change: t('areas.change'),
  none: t('areas.none'),
  failed: t('areas.failed'),
});
