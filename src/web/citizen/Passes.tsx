import { Hotline } from '../../features/declarations/citizen/Hotline.tsx';
import { PassPage as Page } from '../../features/travel/citizen/PassPage.tsx';

/** A pass with whom to call about it; put together here, where the first load need not know. */
export const PassPage = () => <Page Hotline={Hotline} />;
