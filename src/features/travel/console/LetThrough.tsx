import { OctagonX } from 'lucide';
import { Band } from '../../../web/kit/Band.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call } from './api.ts';
import { queue } from './post-queue.ts';

/** Further back nobody can be stopped any more. */
const lookBack = 24 * 3_600_000;

/** Whom a post without a network let go on, and whom the server then found red. */
export const LetThrough = () => {
  const { value } = useLoaded(
    (signal) =>
      call(
        'GET /checks',
        { query: { colour: 'red', shown: 'green', since: new Date(Date.now() - lookBack).toISOString(), limit: '10' } },
        signal,
      ),
    [queue.value.length === 0],
  );
  const items = value?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section class="stack tight">
      <h2>{t('post.passed.title')}</h2>
      <Band notice tone="red" icon={OctagonX}>
        {t('post.passed.lead')}
      </Band>
      <ul class="plain-list">
        {items.map(({ id, at, gate, reason }) => (
          <li key={id}>
            {t('post.passed.row', {
              at: dateTime(at),
              gate: gate?.name ?? t('post.noGate'),
              reason: t(`post.reason.${reason}`),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
};
