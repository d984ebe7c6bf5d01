import { fold } from '../../../core/fold.ts';
import type { VenueKind } from '../rules.ts';

/** The kinds as one looks for them; each stands in one group. */
export const kindGroups = {
  food: ['restaurant', 'cafe', 'street_food', 'bar'],
  trade: ['shop', 'supermarket', 'market', 'mall', 'pharmacy', 'bank', 'post_office'],
  work: ['office', 'government', 'company', 'factory', 'construction'],
  health: ['clinic', 'hospital', 'ward', 'quarantine_site'],
  school: ['kindergarten', 'school', 'university', 'library', 'museum'],
  leisure: [
    'hotel',
    'guesthouse',
    'hairdresser',
    'spa',
    'gym',
    'pool',
    'karaoke',
    'game_room',
    'cinema',
    'stadium',
    'park',
  ],
  gathering: ['worship', 'event', 'wedding', 'funeral'],
  transport: ['coach', 'bus', 'taxi', 'train', 'boat', 'plane', 'station'],
  other: ['checkpoint', 'elevator', 'other'],
} as const satisfies Record<string, readonly VenueKind[]>;
export type KindGroup = keyof typeof kindGroups;

/** The kinds whose words hold every word that was typed, with or without marks. */
export const kindsFound = (text: string, wordsOf: (kind: VenueKind) => string): VenueKind[] => {
  const wanted = fold(text).split(' ').filter(Boolean);
  const all: VenueKind[] = Object.values(kindGroups).flat();
  return all.filter((kind) => {
    const words = fold(wordsOf(kind));
    return wanted.every((word) => words.includes(word));
  });
};
