import type { Mark, Place } from './marks.ts';

const shield = 'M32 4 8 12v18c0 15 10 25 24 30 14-5 24-15 24-30V12z';
const leaf =
  'M44 20c-14 0-22 6-22 15 0 2.4.6 4.4 1.5 6.2C26 35 30.5 30.5 37 28c-5.5 4-9.3 9-11 15.5A12 12 0 0 0 31 45c10 0 14-11 13-25z';

/** The mark of Lá Chắn, a leaf on a shield, so many millimetres wide with the air around it. */
export const shieldMarks = ({ x, y }: Place, width: number, colours: { shield: string; leaf: string }): Mark[] => [
  { kind: 'shape', path: shield, x, y, scale: width / 64, colour: colours.shield },
  { kind: 'shape', path: leaf, x, y, scale: width / 64, colour: colours.leaf },
];
