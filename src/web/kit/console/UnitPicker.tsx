import type { ComponentProps } from 'preact';
import { AreaPicker, Areas } from '../AreaPicker.tsx';
import { unitsIn } from './areas.ts';

type Props = ComponentProps<typeof AreaPicker> & { within?: string };

/** The area picker where a whole district or province may be meant, too. */
export const UnitPicker = ({ within, ...props }: Props) => (
  <Areas.Provider value={unitsIn(within)}>
    <AreaPicker {...props} />
  </Areas.Provider>
);
