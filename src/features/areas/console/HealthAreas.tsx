import { useState } from 'preact/hooks';
import { Button } from '../../../web/kit/Button.tsx';
import { Empty, Shown } from '../../../web/kit/console/Shown.tsx';
import { ownArea } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, type HealthArea } from './api.ts';
import { DissolveDialog, EditDialog, GroupDialog } from './HealthAreaDialogs.tsx';

type Doing = { kind: 'group' } | { kind: 'edit' | 'dissolve'; of: HealthArea };

/**
 * Since 2025 communes hang directly below the province; a health centre covers several of them. Their manager puts them
 * together here. Shown nowhere else: a province with districts has nothing to group.
 */
export const HealthAreas = () => {
  const province = ownArea();
  const [doing, setDoing] = useState<Doing>();
  const state = useLoaded(
    async (signal) => {
      const [children, grouped] = await Promise.all([
        call('GET /areas', { query: { parent: province } }, signal),
        call('GET /areas/health-areas', { query: { area: province } }, signal),
      ]);
      return { grouped, free: children.filter(({ level }) => level === 'commune') };
    },
    [province],
  );
  const close = () => setDoing(undefined);
  const done = () => {
    close();
    state.reload();
  };
  const { free = [], grouped = [] } = state.value ?? {};
  if (state.state === 'ready' && free.length + grouped.length === 0) return null;
  return (
    <section class="card stack tight" aria-labelledby="health-areas">
      <div class="page-head">
        <h2 id="health-areas">{t('areas.group.title')}</h2>
        {free.length > 0 && <Button onClick={() => setDoing({ kind: 'group' })}>{t('areas.group.make')}…</Button>}
      </div>
      <p class="quiet measure">{t('areas.group.text')}</p>
      <Shown of={state}>
        {() =>
          grouped.length === 0 ? (
            <Empty title={t('areas.group.empty', { n: free.length })} />
          ) : (
            <>
              <ul class="plain-list ruled">
                {grouped.map((area) => (
                  <li key={area.id} class="row wrap">
                    <span>
                      <strong>{area.name}</strong>{' '}
                      <span class="quiet">
                        {area.code} · {t('areas.group.communes', { n: area.communes.length })}
                      </span>
                    </span>
                    <Button
                      name={`${t('areas.group.edit')}: ${area.name}`}
                      onClick={() => setDoing({ kind: 'edit', of: area })}
                    >
                      {t('areas.group.edit')}…
                    </Button>
                    <Button
                      name={`${t('areas.group.dissolve')}: ${area.name}`}
                      onClick={() => setDoing({ kind: 'dissolve', of: area })}
                    >
                      {t('areas.group.dissolve')}…
                    </Button>
                  </li>
                ))}
              </ul>
              <p class="quiet">{t('areas.group.left', { n: free.length })}</p>
            </>
          )
        }
      </Shown>
      {doing?.kind === 'group' && <GroupDialog province={province} free={free} onDone={done} onClose={close} />}
      {doing?.kind === 'edit' && <EditDialog of={doing.of} free={free} onDone={done} onClose={close} />}
      {doing?.kind === 'dissolve' && <DissolveDialog of={doing.of} onDone={done} onClose={close} />}
    </section>
  );
};
