import { Circle, CircleCheck, Diamond, type IconNode, OctagonAlert } from 'lucide';
import { Icon } from '../Icon.tsx';
import { t } from './text.ts';

export type TriageLevel = 'urgent' | 'risk' | 'symptom' | 'clear';
const signs: Record<TriageLevel, IconNode> = {
  urgent: OctagonAlert,
  risk: Diamond,
  symptom: Circle,
  clear: CircleCheck,
};

/** A triage level: a shape, a word and a colour, each enough alone. */
export const Level = ({ of: level }: { of: TriageLevel }) => (
  <span class={`level ${level}`}>
    <Icon of={signs[level]} />
    {t(`work.level.${level}`)}
  </span>
);
