import { communeIn, communeQuery, readAddress } from '../../../features/codes/rules.ts';
import type { AreaOption } from '../AreaPicker.tsx';

type Search = (text: string, signal: AbortSignal) => Promise<AreaOption[]>;
export type Proposal = { address: string; street: string; commune: AreaOption | undefined };

/** Where a card's address lies, if the units of this installation have it; a proposal, since people live elsewhere too. */
export const propose = async (address: string, search: Search, signal: AbortSignal): Promise<Proposal> => {
  for (const read of readAddress(address)) {
    const found = await search(communeQuery(read), signal).catch(() => []);
    const commune = communeIn(read, found);
    if (commune) return { address, street: read.street, commune };
  }
  return { address, street: address, commune: undefined };
};
