import { NoticeBands } from '../../features/cases/citizen/NoticeBands.tsx';
import { MetBands } from '../../features/followup/citizen/MetBands.tsx';

/** What the health station has to say to the family, and to ask. */
export const ToldBands = () => (
  <>
    <NoticeBands />
    <MetBands />
  </>
);
