import { newId } from '../../core/client.ts';
import { isCitizen } from '../../core/permission.ts';
import { merge, opened, type State } from '../verification/rules.ts';
import type { IngestRow, OpenItem } from './ingest-store.ts';
import type { Prepared } from './prepare.ts';
import type { Level } from './rules.ts';

/** Order of the work-list: 0 comes first. */
export const ranks = ['urgent', 'risk', 'symptom'] as const;
const rankOf = (level: Level): number => ranks.indexOf(level as 'urgent');
const levelOf = (rank: number) => ranks[rank] ?? 'symptom';

/** Bytes on their way into the statement; absent parts are left out of its JSON. */
const text = (bytes: Buffer | null | undefined): string | undefined => bytes?.toString('base64');

export const declarationRow = (item: Prepared, level: Level, reasons: string[], symptoms: string[]): IngestRow => ({
  id: item.input.id,
  person: item.input.person.id,
  area: item.input.area,
  area_code: item.areaCode,
  form: item.input.form,
  form_version: item.form.version,
  triage: level,
  reasons,
  symptoms,
  at: item.at,
  day: item.day,
  account: item.actor.account,
  on_behalf: !isCitizen(item.actor),
  body_hash: text(item.bodyHash),
  sealed: text(item.sealed),
  supersedes: item.input.supersedes,
  source: item.input.source?.toUpperCase() || undefined,
});

export const personRow = ({ person, actor }: Prepared): IngestRow =>
  person
    ? {
        person_area: person.area,
        person_hamlet: person.hamlet,
        person_birth_year: person.birthYear,
        person_sealed: text(person.sealed),
        person_phone: text(person.phoneHash),
        person_identity: text(person.identityHash),
        person_hash: text(person.bodyHash),
        person_as: isCitizen(actor) ? 'citizen' : 'officer',
        tokens: person.tokens,
      }
    : {};

/** Opens a work item, or attaches to the open one by the rule of `merge`; `work_expected` guards against a parallel change. */
export const workRow = (
  item: Prepared,
  level: Level,
  reasons: string[],
  symptoms: string[],
  open: OpenItem | undefined,
): IngestRow => {
  if (level === 'clear' || item.isPast) return {};
  if (!open) {
    const made = opened(level, item.now);
    return {
      work: newId(item.now.getTime()),
      work_level: rankOf(level),
      work_area: item.input.area,
      work_reasons: reasons,
      work_symptoms: symptoms,
      work_state: made.state,
      opened_at: made.openedAt,
      take_by: made.takeBy,
      reach_by: made.reachBy,
      notice_at: level === 'urgent' ? item.now : made.reachBy,
    };
  }
  const before = {
    state: open.state as State,
    level: levelOf(open.level),
    openedAt: open.openedAt,
    ...(open.takeBy && { takeBy: open.takeBy }),
    ...(open.reachBy && { reachBy: open.reachBy }),
    ...(open.takenAt && { takenAt: open.takenAt }),
    ...(open.reachedAt && { reachedAt: open.reachedAt }),
  };
  const after = merge(before, { level, at: item.now });
  if (typeof after === 'string') return {};
  const isRaised = after.level !== before.level;
  const leads = rankOf(level) <= open.level;
  return {
    work: open.id,
    work_expected: open.changedAt,
    work_level: rankOf(after.level),
    // Nobody has begun: it moves to where the person is staying now.
    work_area: open.takenAt ? open.area : item.input.area,
    work_reasons: leads ? reasons : open.reasons,
    work_symptoms: leads ? symptoms : open.symptoms,
    work_state: after.state,
    take_by: after.takeBy,
    reach_by: after.reachBy,
    notice_at: isRaised && after.level === 'urgent' ? item.now : open.noticeAt,
  };
};
