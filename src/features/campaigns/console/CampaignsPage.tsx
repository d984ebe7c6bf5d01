import { Copy, Megaphone, Printer } from 'lucide';
import { useState } from 'preact/hooks';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { useAct, useOnce } from '../../../web/kit/console/act.ts';
import { today } from '../../../web/kit/console/now.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Empty, Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { can, ownArea } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { date, figure } from '../../../web/kit/format.ts';
import { type Campaign, call } from './api.ts';
import { Loudspeaker } from './Loudspeaker.tsx';

/** The campaign kit: codes with their counts, posters to print, a text for the loudspeaker. */
export const CampaignsPage = () => {
  const [made, setMade] = useState(0);
  const { first, items, more } = usePages(
    (after, signal) => call('GET /campaigns', { query: { after } }, signal),
    [made],
  );
  return (
    <Page title={t('campaigns.title')} text={t('campaigns.text')}>
      {can('campaign.write') && <NewCampaign onMade={() => setMade(made + 1)} />}
      <Shown of={first}>
        {() =>
          items.length === 0 ? (
            <Empty title={t('campaigns.empty')}>
              <p>{t('campaigns.emptyText')}</p>
            </Empty>
          ) : (
            <TableBox label={t('campaigns.title')}>
              <table class="stacked">
                <thead>
                  <tr>
                    <th scope="col">{t('campaigns.one')}</th>
                    <th scope="col">{t('campaigns.where')}</th>
                    <th scope="col">{t('campaigns.source')}</th>
                    <th scope="col" class="number">
                      {t('campaigns.today')}
                    </th>
                    <th scope="col" class="number">
                      {t('campaigns.total')}
                    </th>
                    <th scope="col">{t('common.actions')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((campaign) => (
                    <CampaignRow key={campaign.id} campaign={campaign} />
                  ))}
                </tbody>
              </table>
            </TableBox>
          )
        }
      </Shown>
      {more && <Button onClick={more}>{t('common.more')}</Button>}
    </Page>
  );
};

const posterOf = ({ id, area }: Campaign, paper: 'a4' | 'a5'): string =>
  `/console/print/poster?${new URLSearchParams({ id, area, paper })}`;

/** Leads to the list behind it, of whom the officer may see. */
const Count = ({ of, query }: { of: number; query: Record<string, string> }) => {
  const text = figure(of);
  if (of === 0 || !can('declaration.read')) return <>{text}</>;
  return <a href={`/console/declarations?${new URLSearchParams(query)}`}>{text}</a>;
};

const CampaignRow = ({ campaign }: { campaign: Campaign }) => {
  const [isSpeaking, setSpeaking] = useState(false);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(campaign.link);
    setCopied(true);
  };
  return (
    <tr>
      <th scope="row">{campaign.name}</th>
      <td class="small">
        {campaign.areaName}
        <br />
        {date(campaign.at)}
      </td>
      <td data-label={t('campaigns.source')}>
        <strong>{campaign.code}</strong>
      </td>
      <td class="number" data-label={t('campaigns.today')}>
        <Count of={campaign.declaredToday} query={{ source: campaign.code, from: today() }} />
      </td>
      <td class="number" data-label={t('campaigns.total')}>
        <Count of={campaign.declared} query={{ source: campaign.code }} />
      </td>
      <td>
        <div class="row wrap">
          <LinkButton href={posterOf(campaign, 'a4')} icon={Printer}>
            {t('campaigns.poster')}
          </LinkButton>
          <Button icon={Megaphone} onClick={() => setSpeaking(true)}>
            {t('campaigns.speaker')}
          </Button>
          <Button icon={Copy} onClick={copy}>
            {isCopied ? t('common.copied') : t('campaigns.copyLink')}
          </Button>
        </div>
        <Loudspeaker campaign={campaign} open={isSpeaking} onClose={() => setSpeaking(false)} />
      </td>
    </tr>
  );
};

const NewCampaign = ({ onMade }: { onMade: () => void }) => {
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const [made, setCampaign] = useState<Campaign>();
  const once = useOnce();
  const make = useAct(async () => {
    const own = code.trim().toUpperCase();
    const body = once({ area: ownArea(), name: name.trim(), ...(own && { code: own }) });
    setCampaign(await call('POST /campaigns', { body }));
    once.renew();
    setName('');
    setCode('');
    onMade();
  });
  return (
    <details class="card">
      <summary>{t('campaigns.new')}</summary>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void make.run();
        }}
      >
        <TextField label={t('campaigns.name')} value={name} maxLength={120} required onInput={setName} />
        <TextField
          label={t('campaigns.code')}
          hint={t('campaigns.codeHint')}
          value={code}
          maxLength={12}
          onInput={setCode}
        />
        <Refusal error={make.error} />
        <div class="row wrap">
          <Button type="submit" kind="primary" busy={make.isBusy}>
            {t('campaigns.make')}
          </Button>
          <span role="status" class="good">
            {made && t('campaigns.made', { code: made.code })}
          </span>
        </div>
      </form>
    </details>
  );
};
