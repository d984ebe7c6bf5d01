import { Download } from 'lucide';
import { useState } from 'preact/hooks';
import { Band } from '../../../web/kit/Band.tsx';
import { LinkButton } from '../../../web/kit/Button.tsx';
import { Checks } from '../../../web/kit/Choice.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { mostPosters, postersAt } from '../rules.ts';
import type { Venue } from './api.ts';
import { SheetFields, usualSheet } from './SheetFields.tsx';
import { lineOf } from './words.ts';

/** The sheets of several places in one file: a chain of shops, the buses of a company. */
export const SeveralPosters = ({ venues }: { venues: readonly Venue[] }) => {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [sheet, setSheet] = useState(usualSheet);
  const ids = venues.map(({ id }) => id);
  const chosen = ids.filter((id) => !left.has(id));
  if (ids.length < 2) return null;
  return (
    <details>
      <summary>{t('venues.print.several')}</summary>
      <div class="stack">
        <Checks
          legend={t('venues.print.which')}
          options={venues.map((venue) => ({ value: venue.id, label: venue.name, note: lineOf(venue) }))}
          chosen={chosen}
          onChange={(kept) => setLeft(new Set(ids.filter((id) => !kept.includes(id))))}
        />
        <SheetFields sheet={sheet} onChange={setSheet} />
        {chosen.length > mostPosters && <Band tone="amber">{t('venues.print.tooMany', { most: mostPosters })}</Band>}
        {chosen.length > 0 && chosen.length <= mostPosters && (
          <LinkButton kind="primary" icon={Download} wide href={postersAt(chosen, { format: 'pdf', ...sheet })}>
            {t('venues.print.severalPdf', { n: chosen.length })}
          </LinkButton>
        )}
      </div>
    </details>
  );
};
