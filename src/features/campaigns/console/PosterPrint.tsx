import { Printer } from 'lucide';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Button } from '../../../web/kit/Button.tsx';
import { Empty, Shown } from '../../../web/kit/console/Shown.tsx';
import { ownArea } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { SelectField } from '../../../web/kit/Field.tsx';
import { date, phone } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { Qr } from '../../../web/kit/Qr.tsx';
import { type Campaign, campaignNamed, type Station, stationOf } from './api.ts';
import './campaigns.css';

/** A poster on A4, or two on a sheet to be cut into A5, in Vietnamese and English. */
export const PosterPrint = () => {
  const { query, route } = useLocation();
  const { id = '', paper = 'a4' } = query;
  const area = query.area ?? ownArea();
  const found = useLoaded(
    async (signal) => {
      const campaign = await campaignNamed(id, area, signal);
      return campaign && { campaign, station: await stationOf(campaign.area, signal) };
    },
    [id, area],
  );
  useEffect(() => {
    document.title = `${t('campaigns.poster')} · Lá Chắn`;
  });
  return (
    <main class={`poster-sheet ${paper === 'a5' ? 'a5' : 'a4'}`}>
      <div class="no-print row wrap">
        <SelectField
          label={t('campaigns.paper')}
          value={paper}
          onChange={(chosen) =>
            route(`/console/print/poster?${new URLSearchParams({ id, area, paper: chosen })}`, true)
          }
          options={[
            { value: 'a4', label: t('campaigns.posterA4') },
            { value: 'a5', label: t('campaigns.posterA5') },
          ]}
        />
        <Button kind="primary" icon={Printer} onClick={() => print()}>
          {t('common.print')}
        </Button>
        <a href="/console/campaigns">{t('campaigns.backToList')}</a>
      </div>
      <Shown of={found}>
        {(both) =>
          both ? (
            <>
              {both.campaign.endedAt && (
                <p class="no-print tag attention">
                  {t('campaigns.ended', { date: date(both.campaign.endedAt) })}. {t('campaigns.endedPoster')}
                </p>
              )}
              {!both.station.phone && <p class="no-print tag attention">{t('campaigns.phoneMissing')}</p>}
              <div class="posters">
                <Poster {...both} />
                {paper === 'a5' && <Poster {...both} />}
              </div>
            </>
          ) : (
            <Empty title={t('campaigns.empty')} />
          )
        }
      </Shown>
    </main>
  );
};

const steps = ['step1', 'step2', 'step3'] as const;

const Poster = ({ campaign, station }: { campaign: Campaign; station: Station }) => (
  <article class="poster">
    <header>
      <p class="poster-unit">{station.name}</p>
      <h1>{t('poster.headVi')}</h1>
      <p lang="en">{t('poster.headEn')}</p>
    </header>
    <div class="poster-code">
      <Qr text={campaign.link} name={t('poster.qr')} />
    </div>
    <ol>
      {steps.map((step) => (
        <li key={step}>
          <strong>{t(`poster.${step}Vi`)}</strong>
          <span lang="en">{t(`poster.${step}En`)}</span>
        </li>
      ))}
    </ol>
    <footer>
      <p>
        {t('poster.linkVi', { link: campaign.link.replace(/^https?:\/\//, '') })}{' '}
        <span lang="en">· {t('poster.linkEn')}</span>
      </p>
      <p>
        {t('poster.phoneVi')} <span lang="en">· {t('poster.phoneEn')}</span>
      </p>
      <p class="poster-phone">{station.phone ? phone(station.phone) : t('campaigns.noPhone')}</p>
      <p class="poster-urgent">
        <strong>{t('poster.urgentVi')}</strong> <span lang="en">· {t('poster.urgentEn')}</span>
      </p>
    </footer>
  </article>
);
