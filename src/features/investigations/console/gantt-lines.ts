import { startOfDay } from '../../../core/day.ts';
import { maybe, t } from '../../../web/kit/console/text.ts';
import type { Case, Milestone } from './api.ts';

export type Facts = {
  of: Case;
  milestones: readonly Milestone[];
  tests: readonly { id: string; sampledAt: string; method: string; result: string | null }[];
  history: readonly { id: string; level: string | null; at: string }[];
};

/** One line of the picture: a span, or a moment when it has no end. `isOpen`: it lasts until now. */
export type Line = {
  key: string;
  what: string;
  words: string;
  from: number;
  to: number | null;
  isOpen?: boolean;
  tone: 'red' | 'violet' | 'sky' | 'amber' | 'green' | 'grey';
};

const day = 86_400_000;
const whole = (on: string): { from: number; to: number } => {
  const from = startOfDay(on).getTime();
  return { from, to: from + day };
};

const tones = { F0: 'red', F1: 'violet', F2: 'sky' } as const;

/** The class from each change to the next one. */
const classLines = (history: Facts['history'], now: number): Line[] =>
  history.flatMap(({ id, level, at }, i) => {
    if (level === null) return [];
    const next = history[i + 1];
    return [
      {
        key: id,
        what: t('milestones.class'),
        words: level,
        from: Date.parse(at),
        to: next ? Date.parse(next.at) : now,
        isOpen: next === undefined,
        tone: tones[level as keyof typeof tones] ?? 'grey',
      },
    ];
  });

export const placeOf = ({ venue, text }: Pick<Milestone, 'venue' | 'text'>): string => venue?.name ?? text;

/** Everything dated of a case as lines: what the case is, what was done, then where it has been, by time. */
export const linesOf = ({ of, milestones, tests, history }: Facts, at: Date): Line[] => {
  const now = at.getTime();
  const single = (key: string, what: string, on: string | null, tone: Line['tone']): Line[] =>
    on === null ? [] : [{ key, what, words: '', ...whole(on), tone }];
  const isolated = of.isolatedAt === null ? undefined : Date.parse(of.isolatedAt);
  return [
    {
      key: 'window',
      what: t('milestones.window'),
      words: '',
      from: Date.parse(of.window.from),
      to: Date.parse(of.window.to),
      isOpen: isolated === undefined,
      tone: 'red',
    },
    ...single('onset', t('milestones.kindOf.onset'), of.onsetOn, 'amber'),
    ...single('sampled', t('milestones.kindOf.sample'), of.sampledOn, 'sky'),
    ...single('confirmed', t('milestones.confirmed'), of.confirmedOn, 'red'),
    ...tests.map(
      ({ id, sampledAt, method, result }): Line => ({
        key: id,
        what: t('milestones.test'),
        words: [maybe(`tests.methodOf.${method}`), result && maybe(`tests.resultOf.${result}`)]
          .filter(Boolean)
          .join(' · '),
        from: Date.parse(sampledAt),
        to: null,
        tone: result === 'positive' ? 'red' : 'sky',
      }),
    ),
    ...(isolated === undefined
      ? []
      : [
          {
            key: 'isolated',
            what: t('milestones.isolated'),
            words: '',
            from: isolated,
            to: now,
            isOpen: of.state === 'open',
            tone: 'green' as const,
          },
        ]),
    ...classLines(history, now),
    ...milestones
      .toSorted((a, b) => a.from.localeCompare(b.from))
      .map(
        (milestone): Line => ({
          key: milestone.id,
          what: t(`milestones.kindOf.${milestone.kind}`),
          words: placeOf(milestone),
          from: Date.parse(milestone.from),
          to: milestone.to === null ? null : Date.parse(milestone.to),
          tone: milestone.publishedAt ? 'violet' : 'grey',
        }),
      ),
  ];
};
