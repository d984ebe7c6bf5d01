import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { can, ownArea } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { type Campaign, call } from './api.ts';
import { CampaignRow } from './CampaignRow.tsx';

/** The campaign kit: codes with their counts, posters to print, a text for the loudspeaker. */
export const CampaignsPage = () => {
  const [turn, setTurn] = useState(0);
  const again = () => setTurn((before) => before + 1);
  const campaigns = usePages((after, signal) => call('GET /campaigns', { query: { after } }, signal), [turn]);
  return (
    <Page title={t('campaigns.title')} text={t('campaigns.text')}>
      {can('campaign.write') && <NewCampaign onMade={again} />}
      <Paged of={campaigns} empty={t('campaigns.empty')} emptyText={t('campaigns.emptyText')}>
        {(items) => (
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
                  <CampaignRow key={campaign.id} campaign={campaign} onChanged={again} />
                ))}
              </tbody>
            </table>
          </TableBox>
        )}
      </Paged>
    </Page>
  );
};

const NewCampaign = ({ onMade }: { onMade: () => void }) => {
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const [made, setCampaign] = useState<Campaign>();
  const make = useAct(async () => {
    const own = code.trim().toUpperCase();
    const body = { id: newId(), area: ownArea(), name: name.trim(), ...(own && { code: own }) };
    setCampaign(await call('POST /campaigns', { body }));
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
