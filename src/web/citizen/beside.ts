/** What stands on a screen of another feature when there is something to say: it comes after the screen, and nobody waits for it. */
export { HereNow } from '../../features/visits/citizen/HereNow.tsx';
export { ToldBands } from './ToldBands.tsx';
