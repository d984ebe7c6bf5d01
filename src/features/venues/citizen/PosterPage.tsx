import { Download, Printer } from 'lucide';
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { Loading, Page } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { postersAt } from '../rules.ts';
import { call, pageOf, type Venue } from './api.ts';
import { SheetFields, usualSheet } from './SheetFields.tsx';
import './venues.css';

/** The sheet for the door: seen as it will be printed, as a file for the print shop, or printed from here. */
export const PosterPage = () => {
  const { id = '' } = useRoute().params;
  const found = useLoaded((signal) => call('GET /venues/:id', { params: { id } }, signal), [id]);
  return (
    <Page title={t('venues.print.title')} back={pageOf(id)}>
      <Loading of={found}>{(venue) => <Choices venue={venue} />}</Loading>
    </Page>
  );
};

const Choices = ({ venue }: { venue: Venue }) => {
  const [sheet, setSheet] = useState(usualSheet);
  const [failed, setFailed] = useState<string>();
  const fileOf = (format: 'pdf' | 'svg') => postersAt([venue.id], { format, ...sheet });
  const picture = fileOf('svg');
  const liesDown = sheet.copies === 2 || sheet.copies === 8;
  return (
    <>
      {venue.rotating && (
        <Band notice tone="amber">
          {t('venues.print.rotating')}
        </Band>
      )}
      <div class="stack tight no-print">
        <SheetFields sheet={sheet} onChange={setSheet} />
      </div>
      {failed === picture && (
        <Band notice tone="red">
          {t('venues.print.failed')}
        </Band>
      )}
      <style>{`@page { size: A4 ${liesDown ? 'landscape' : 'portrait'}; margin: 0; }`}</style>
      <img
        class={`venue-sheet${liesDown ? ' lies' : ''}`}
        src={picture}
        alt={t('venues.print.preview', { name: venue.name })}
        onError={() => setFailed(picture)}
      />
      <div class="pair no-print">
        <LinkButton icon={Download} href={fileOf('svg')}>
          {t('venues.print.svg')}
        </LinkButton>
        <Button icon={Printer} onClick={() => print()}>
          {t('venues.print.now')}
        </Button>
      </div>
      <p class="quiet small no-print">{t('venues.print.hint')}</p>
      <div class="page-action no-print">
        <LinkButton kind="primary" icon={Download} wide large href={fileOf('pdf')}>
          {t('venues.print.pdf')}
        </LinkButton>
      </div>
    </>
  );
};
