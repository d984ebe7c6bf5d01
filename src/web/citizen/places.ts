/** The screens of visits and of places, in a part of their own: who neither scans nor keeps a place never loads them. */

export { NoticePage } from '../../features/cases/citizen/NoticePage.tsx';
export { MetPage } from '../../features/followup/citizen/MetPage.tsx';
export { EditVenuePage } from '../../features/venues/citizen/EditVenuePage.tsx';
export { NewVenuePage } from '../../features/venues/citizen/NewVenuePage.tsx';
export { PosterPage } from '../../features/venues/citizen/PosterPage.tsx';
export { ScreenPage } from '../../features/venues/citizen/ScreenPage.tsx';
export { CheckInPage } from '../../features/visits/citizen/CheckInPage.tsx';
export { DoorPage } from '../../features/visits/citizen/DoorPage.tsx';
export { LateEntry } from '../../features/visits/citizen/LateEntry.tsx';
export { ReaderPage } from '../../features/visits/citizen/ReaderPage.tsx';
export { VisitsPage } from '../../features/visits/citizen/VisitsPage.tsx';
export { VenuePage, VenuesPage } from './PlacesOffline.tsx';
