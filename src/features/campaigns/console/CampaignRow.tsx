import { Copy, Megaphone, Printer } from 'lucide';
import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { today } from '../../../web/kit/console/now.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { date, figure } from '../../../web/kit/format.ts';
import { type Campaign, call } from './api.ts';
import { Loudspeaker } from './Loudspeaker.tsx';

type Props = { campaign: Campaign; onChanged: () => void };

export const CampaignRow = ({ campaign, onChanged }: Props) => (
  <tr>
    <th scope="row">
      {campaign.name}
      {campaign.endedAt && (
        <>
          <br />
          <span class="tag">{t('campaigns.ended', { date: date(campaign.endedAt) })}</span>
        </>
      )}
    </th>
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
        {!campaign.endedAt && <Kit campaign={campaign} />}
        {can('campaign.write') && <End campaign={campaign} onChanged={onChanged} />}
      </div>
    </td>
  </tr>
);

/** Leads to the list behind it, of whom the officer may see. */
const Count = ({ of, query }: { of: number; query: Record<string, string> }) => {
  const text = figure(of);
  if (of === 0 || !can('declaration.read')) return <>{text}</>;
  return <a href={`/console/declarations?${new URLSearchParams(query)}`}>{text}</a>;
};

const posterOf = ({ id, area }: Campaign, paper: 'a4' | 'a5'): string =>
  `/console/print/poster?${new URLSearchParams({ id, area, paper })}`;

const Kit = ({ campaign }: { campaign: Campaign }) => {
  const [isSpeaking, setSpeaking] = useState(false);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(campaign.link);
    setCopied(true);
  };
  return (
    <>
      <LinkButton href={posterOf(campaign, 'a4')} icon={Printer}>
        {t('campaigns.poster')}
      </LinkButton>
      <Button icon={Megaphone} onClick={() => setSpeaking(true)}>
        {t('campaigns.speaker')}
      </Button>
      <Button icon={Copy} onClick={copy}>
        {isCopied ? t('common.copied') : t('campaigns.copyLink')}
      </Button>
      <Loudspeaker campaign={campaign} open={isSpeaking} onClose={() => setSpeaking(false)} />
    </>
  );
};

/** Ends the campaign after a second thought; one that is over begins again with one tap. */
const End = ({ campaign, onChanged }: Props) => {
  const [isAsked, setAsked] = useState(false);
  const change = useAct(async (ended: boolean) => {
    await call('POST /campaigns/:id/changes', { params: { id: campaign.id }, body: { id: newId(), ended } });
    setAsked(false);
    onChanged();
  });
  const [word, act] = campaign.endedAt
    ? [t('campaigns.resume'), () => change.run(false)]
    : [`${t('campaigns.end')}…`, () => setAsked(true)];
  return (
    <>
      <Button name={`${word}: ${campaign.name}`} busy={change.isBusy} onClick={act}>
        {word}
      </Button>
      {!isAsked && <Refusal error={change.error} />}
      <Confirm
        open={isAsked}
        onClose={() => setAsked(false)}
        title={t('campaigns.endTitle', { name: campaign.name })}
        text={t('campaigns.endText')}
        confirm={t('campaigns.end')}
        busy={change.isBusy}
        error={change.error}
        onConfirm={() => change.run(true)}
      />
    </>
  );
};
