import { t } from '../../../web/kit/console/text.ts';
import { noticeText } from '../rules.ts';
import type { Pending } from './api.ts';

const levelOf = (level: string | null): number | null => (level === null ? null : Number(level.slice(1)));

/** The messages as they will arrive, each once: they name no case and no place. */
export const NoticePreview = ({ of }: { of: readonly Pending[] }) => {
  const groups = Map.groupBy(
    of.filter(({ phone }) => phone !== null),
    ({ level }) => noticeText(levelOf(level)),
  );
  return (
    <details>
      <summary>{t('cases.preview')}</summary>
      <ul class="stack tight">
        {[...groups].map(([text, persons]) => (
          <li key={text} class="card">
            <p class="quiet small">{t('cases.previewFor', { n: persons.length })}</p>
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </details>
  );
};
