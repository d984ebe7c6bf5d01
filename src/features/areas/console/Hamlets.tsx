import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { Empty, Shown } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { phone } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, type Hamlet } from './api.ts';

type Doing = { kind: 'add' } | { kind: 'edit' | 'close'; hamlet: Hamlet };

/** Hamlets with leader and phone: a filter of the work-list, and whom to send to the door. */
export const Hamlets = ({ area }: { area: string }) => {
  const list = useLoaded((signal) => call('GET /hamlets/leaders', { query: { area } }, signal), [area]);
  const [doing, setDoing] = useState<Doing>();
  const done = () => {
    setDoing(undefined);
    list.reload();
  };
  const mayWrite = can('hamlet.write');
  return (
    <section class="card stack tight" aria-label={t('areas.hamlets')}>
      <div class="page-head">
        <h2>{t('areas.hamlets')}</h2>
        {mayWrite && <Button onClick={() => setDoing({ kind: 'add' })}>{t('areas.hamletAdd')}</Button>}
      </div>
      <Shown of={list}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t('areas.hamletsEmpty')} />
          ) : (
            <TableBox label={t('areas.hamletName')}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('areas.hamletName')}</th>
                    <th scope="col">{t('areas.leader')}</th>
                    <th scope="col">{t('common.phone')}</th>
                    <th scope="col">{t('areas.hamletTeams')}</th>
                    <th scope="col">{t('common.actions')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((hamlet) => (
                    <tr key={hamlet.id}>
                      <th scope="row">{hamlet.name}</th>
                      <td>{hamlet.leader}</td>
                      <td>{hamlet.phone && <a href={`tel:${hamlet.phone}`}>{phone(hamlet.phone)}</a>}</td>
                      <td>{hamlet.teams.map((team) => team.name).join(', ')}</td>
                      <td>
                        {mayWrite && (
                          <span class="row wrap">
                            <Button onClick={() => setDoing({ kind: 'edit', hamlet })}>{t('areas.hamletEdit')}</Button>
                            <Button onClick={() => setDoing({ kind: 'close', hamlet })}>
                              {t('areas.hamletClose')}…
                            </Button>
                          </span>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableBox>
          )
        }
      </Shown>
      {doing?.kind === 'close' && (
        <CloseDialog hamlet={doing.hamlet} onDone={done} onClose={() => setDoing(undefined)} />
      )}
      {doing && doing.kind !== 'close' && (
        <EditDialog
          area={area}
          hamlet={doing.kind === 'edit' ? doing.hamlet : undefined}
          onDone={done}
          onClose={() => setDoing(undefined)}
        />
      )}
    </section>
  );
};

type DialogProps = { onDone: () => void; onClose: () => void };

const EditDialog = ({ area, hamlet, onDone, onClose }: DialogProps & { area: string; hamlet: Hamlet | undefined }) => {
  const [name, setName] = useState(hamlet?.name ?? '');
  const [leader, setLeader] = useState(hamlet?.leader ?? '');
  const [number, setNumber] = useState(hamlet?.phone ? phone(hamlet.phone) : '');
  const before = hamlet?.teams.map(({ id, login }) => login ?? id).join(', ') ?? '';
  const [teams, setTeams] = useState(before);
  const save = useAct(async () => {
    const body = { name, ...(leader && { leader }), ...(number && { phone: number }) };
    const named = teams.split(/[\s,;]+/).filter(Boolean);
    const change = { ...body, ...(teams !== before && { teams: named }) };
    if (hamlet)
      await call('POST /hamlets/:id/changes', { params: { id: hamlet.id }, body: { id: newId(), ...change } });
    else await call('POST /hamlets', { body: { id: newId(), ...body, area } });
    onDone();
  });
  return (
    <Confirm
      open
      onClose={onClose}
      title={hamlet ? t('areas.hamletEditTitle', { name: hamlet.name }) : t('areas.hamletAdd')}
      confirm={t('common.save')}
      busy={save.isBusy}
      error={save.error}
      onConfirm={save.run}
    >
      <TextField required label={t('areas.hamletName')} value={name} maxLength={120} onInput={setName} />
      <TextField label={t('areas.leader')} value={leader} maxLength={120} onInput={setLeader} />
      <TextField type="tel" label={t('common.phone')} value={number} onInput={setNumber} />
      {hamlet && (
        <TextField label={t('areas.hamletTeams')} hint={t('areas.hamletTeamsHint')} value={teams} onInput={setTeams} />
      )}
    </Confirm>
  );
};

const CloseDialog = ({ hamlet, onDone, onClose }: DialogProps & { hamlet: Hamlet }) => {
  const close = useAct(async () => {
    await call('POST /hamlets/:id/changes', { params: { id: hamlet.id }, body: { id: newId(), closed: true } });
    onDone();
  });
  return (
    <Confirm
      open
      danger
      onClose={onClose}
      title={t('areas.hamletCloseTitle', { name: hamlet.name })}
      text={t('areas.hamletCloseText')}
      confirm={t('areas.hamletClose')}
      busy={close.isBusy}
      error={close.error}
      onConfirm={close.run}
    />
  );
};
