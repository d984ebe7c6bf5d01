import { Button } from '../../../web/kit/Button.tsx';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import type { AccountRequest } from './api.ts';

const tones = { waiting: 'tag amber', accepted: 'tag', refused: 'tag red', withdrawn: 'tag' } as const;

type Props = {
  of: readonly AccountRequest[];
  chosen: ReadonlySet<string>;
  onChoose: (id: string, isOn: boolean) => void;
  onWithdraw: (id: string) => void;
};

/** A request a card: who is to get an account, to do what, who asked and why, and what was answered. */
export const RequestRows = ({ of: requests, chosen, onChoose, onWithdraw }: Props) => (
  <ul class="cards">
    {requests.map((request) => (
      <li key={request.id} class="card stack tight">
        <div class="row wrap">
          {request.mayDecide ? (
            <label class="check">
              <input
                type="checkbox"
                checked={chosen.has(request.id)}
                onChange={(event) => onChoose(request.id, event.currentTarget.checked)}
              />
              <strong>{request.name}</strong>
            </label>
          ) : (
            <strong>{request.name}</strong>
          )}
          <span>{request.areaName}</span>
          <span class={tones[request.state]}>{t(`accounts.requestState.${request.state}`)}</span>
        </div>
        <span>
          {request.roles.map((role) => maybe(`accounts.role.${role}`) ?? role).join(', ')}
          {request.login && ` · ${t('accounts.login')}: ${request.login}`}
        </span>
        <span>{request.reason}</span>
        <span class="quiet small">
          {t('accounts.requestBy', { name: request.asker, at: dateTime(request.askedAt) })}
          {request.decidedAt &&
            request.state !== 'withdrawn' &&
            ` · ${t('accounts.requestAnswered', { name: request.decider ?? '', at: dateTime(request.decidedAt) })}`}
        </span>
        {request.note && <span>{t('accounts.requestNoted', { note: request.note })}</span>}
        {request.mayWithdraw && (
          <span>
            <Button name={`${t('accounts.requestWithdraw')}: ${request.name}`} onClick={() => onWithdraw(request.id)}>
              {t('accounts.requestWithdraw')}
            </Button>
          </span>
        )}
      </li>
    ))}
  </ul>
);
