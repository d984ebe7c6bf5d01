import { createContext, type FunctionComponent } from 'preact';
import type { DocumentFields } from '../../../features/codes/rules.ts';

/** Somebody found by a card, as lists show persons. */
export type Scanned = {
  id: string;
  fullName: string;
  birthYear: number | null;
  sex: 'male' | 'female' | 'other' | null;
  area: string;
  hamlet?: string | undefined;
};

export type ScanProps = {
  /** What happens to somebody dealt with here, and the word on the button for it. */
  onPerson: (person: Scanned) => void;
  choose: string;
  /** Somebody whose card was read and who has no record here. */
  onFields: (fields: DocumentFields) => void;
};

/** "Quét" beside a search. The shell provides it: a screen of one feature knows no other feature's. */
export const Scanning = createContext<FunctionComponent<ScanProps>>(() => null);
