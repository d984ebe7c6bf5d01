/** What a list holds. */
export const kinds = ['people', 'declarations'] as const;
export type Kind = (typeof kinds)[number];

export const states = ['uploaded', 'checking', 'checked', 'applying', 'applied', 'cancelled', 'failed'] as const;
export type State = (typeof states)[number];

/**
 * What becomes of a row. `same`: recorded already, nothing to add. `changed`: recorded, and the row adds to it. `duplicate`:
 * likely recorded already, or standing twice in the list; a person decides. `rejected`: something in it is wrong.
 */
export const fates = ['new', 'same', 'changed', 'duplicate', 'rejected'] as const;
export type Fate = (typeof fates)[number];
export type Counts = Partial<Record<Fate, number>>;

export const personFields = [
  'fullName',
  'familyName',
  'givenName',
  'birth',
  'sex',
  'phone',
  'identity',
  'areaCode',
  'province',
  'district',
  'commune',
  'hamlet',
  'address',
  'permanentAddress',
  'nationality',
] as const;
/** A column for each sign, ticked or not, stands in many lists instead of one with words. */
export const signFields = ['fever', 'cough', 'breathless', 'pneumonia', 'sore_throat', 'fatigue'] as const;
export const declarationFields = [
  'date',
  'time',
  'symptoms',
  ...signFields,
  'temperature',
  'exposures',
  'conditions',
  'places',
  'result',
  'note',
] as const;
export const fields = [...personFields, ...declarationFields] as const;
export type Field = (typeof fields)[number];
/** The column (from 0) of each field that the list has. */
export type Mapping = Partial<Record<Field, number>>;

export const fieldsOf = (kind: Kind): readonly Field[] => (kind === 'people' ? personFields : fields);

/** Fields without which no row can be read; the name stands in one column or in two. */
export const missingFields = (kind: Kind, mapping: Mapping): Field[] => {
  const hasName = mapping.fullName !== undefined || mapping.givenName !== undefined;
  const hasDate = kind === 'people' || mapping.date !== undefined;
  return [...(hasName ? [] : (['fullName'] as const)), ...(hasDate ? [] : (['date'] as const))];
};

/** The server is at it, or will be when its turn comes. */
export const isWorking = (state: State): boolean => state === 'checking' || state === 'applying';
/** Whether a person has still to decide about a list. */
export const isOpen = (state: State): boolean => state === 'uploaded' || state === 'checked' || state === 'failed';
/** Whether rows of a list may be recorded already: a checked list that failed did so while it was applied. */
export const hasBegun = (state: State, isChecked: boolean): boolean =>
  state === 'applying' || state === 'applied' || (state === 'failed' && isChecked);

/** Whether a list has recorded rows, so that its counts are of what was done and not of what would be. */
export const hasRecorded = ({ state, done, isChecked }: { state: State; done: number; isChecked: boolean }): boolean =>
  done > 0 && (state === 'cancelled' || hasBegun(state, isChecked));

type Listed = { state: State; done: number; rows: number; isChecked: boolean; counts: Counts };

/** Rows that a list had not come to when it was stopped: none of them is recorded. */
export const leftBehind = (list: Pick<Listed, 'state' | 'done' | 'rows' | 'isChecked'>): number =>
  list.state === 'cancelled' && hasRecorded(list) ? list.rows - list.done : 0;

/** Rows that come back to be mended and sent again: those that were not taken, and those that a stop left behind. */
export const untaken = (list: Listed): number =>
  (list.counts.rejected ?? 0) + (list.counts.duplicate ?? 0) + leftBehind(list);

/** What may be done with a list in a state; `undefined` when the state forbids nothing. */
export const hindrance = (act: 'check' | 'apply' | 'cancel', state: State, isChecked: boolean) => {
  if (state === 'applied' || state === 'cancelled') return 'import.settled' as const;
  if (act === 'cancel') return undefined;
  if (isWorking(state)) return 'import.busy' as const;
  return act === 'apply' && !isChecked ? ('import.unchecked' as const) : undefined;
};
