import { t } from '../../../web/kit/citizen/places-texts.ts';
import { SelectField } from '../../../web/kit/Field.tsx';
import { posterCopies, posterLanguages } from '../rules.ts';

type SheetWish = { copies: (typeof posterCopies)[number]; lang: (typeof posterLanguages)[number] };
export const usualSheet: SheetWish = { copies: 1, lang: 'both' };
const languages = { both: 'venues.print.langBoth', vi: 'venues.print.langVi', en: 'venues.print.langEn' } as const;

/** How many copies stand on a sheet, and in which languages. */
export const SheetFields = ({ sheet, onChange }: { sheet: SheetWish; onChange: (sheet: SheetWish) => void }) => (
  <>
    <SelectField
      label={t('venues.print.copies')}
      value={String(sheet.copies)}
      options={posterCopies.map((n) => ({ value: String(n), label: t(`venues.print.copies${n}`) }))}
      onChange={(chosen) => onChange({ ...sheet, copies: posterCopies.find((n) => String(n) === chosen) ?? 1 })}
    />
    <SelectField
      label={t('venues.print.lang')}
      value={sheet.lang}
      options={Object.entries(languages).map(([value, key]) => ({ value, label: t(key) }))}
      onChange={(chosen) => onChange({ ...sheet, lang: posterLanguages.find((lang) => lang === chosen) ?? 'both' })}
    />
  </>
);
