import { NoticeBands } from '../../features/cases/citizen/NoticeBands.tsx';
import { MetBands } from '../../features/followup/citizen/MetBands.tsx';
import { JourneyBands } from '../../features/travel/citizen/JourneyBands.tsx';

/** What the health station has to say to the family, and to ask; and what is under way of a journey. */
export const ToldBands = () => (
  <>
    <NoticeBands />
    <MetBands />
    <JourneyBands />
  </>
);
