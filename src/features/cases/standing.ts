import type { ClassRow } from './class-store.ts';
import { stands } from './rules.ts';

/** A class as it counts, or as it was told: of which case, and until when. */
export type Standing = { level: number; caseId: string | null; until: Date | null };

/** The class that stands at a moment: one that has run out is none any more, and stays in the history. */
export const standingOf = (
  row: { level: number | null; caseId: string | null; until: Date | null } | undefined,
  at: Date,
): Standing | undefined => {
  if (!row || row.level === null || !stands(row.until, at)) return undefined;
  const { level, caseId, until } = row;
  return { level, caseId, until };
};

export type Told = Pick<ClassRow, 'toldLevel' | 'toldCase' | 'toldUntil'>;

/** What a person was told and may still take for true. */
export const toldOf = (row: Told | undefined, at: Date): Standing | undefined =>
  standingOf(row && { level: row.toldLevel, caseId: row.toldCase, until: row.toldUntil }, at);

export const isSameStanding = (one: Standing | undefined, other: Standing | undefined): boolean =>
  one?.level === other?.level && one?.caseId === other?.caseId && one?.until?.getTime() === other?.until?.getTime();
