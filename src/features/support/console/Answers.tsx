import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import type { OwnReport } from './api.ts';

/** What was answered so far, the first first. */
export const Answers = ({ of }: { of: OwnReport['answers'] }) => (
  <>
    {of.map(({ text, at, by }) => (
      <blockquote key={at} class="answer">
        <p class="lines">{text}</p>
        <p class="quiet small">
          {by && `${by} · `}
          {dateTime(at)}
        </p>
      </blockquote>
    ))}
  </>
);

export const StateTag = ({ of }: { of: OwnReport['state'] }) => (
  <span class={of === 'open' ? 'tag amber' : 'tag'}>{t(`problems.state.${of}`)}</span>
);
