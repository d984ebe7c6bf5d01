import type { ComponentProps } from 'preact';
import { VenuePage as One } from '../../features/venues/citizen/VenuePage.tsx';
import { VenuesPage as All } from '../../features/venues/citizen/VenuesPage.tsx';
import { KeptDoors } from '../../features/visits/citizen/KeptDoors.tsx';
import { keeper } from './device.ts';

const Doors = () => <KeptDoors account={keeper.me.value?.account.id ?? ''} />;

/** Where one's places cannot be read for want of a network, their doors still stand open. */
export const VenuesPage = () => <All offline={<Doors />} />;
export const VenuePage = (props: Omit<ComponentProps<typeof One>, 'offline'>) => <One {...props} offline={<Doors />} />;
