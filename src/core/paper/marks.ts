/**
 * What stands on a sheet of paper, in millimetres from its upper left corner. One list is written as PDF and as SVG, so that both
 * show the same; neither knows what it prints.
 */
export type TextMark = {
  kind: 'text';
  text: string;
  /** Of the base line; `x` is the line's start, or its middle. */
  x: number;
  y: number;
  /** Of the letters, from line to line. */
  size: number;
  bold?: boolean;
  align?: 'start' | 'middle';
  colour?: string;
  lang?: 'vi' | 'en';
};
export type Mark =
  | TextMark
  /** An outline in the path language of SVG, `scale` millimetres to its unit. */
  | { kind: 'shape'; path: string; x: number; y: number; scale: number; colour: string }
  | { kind: 'line'; from: Place; to: Place; width: number; colour: string; dashed?: boolean };
export type Place = { x: number; y: number };
export type Sheet = { width: number; height: number; marks: readonly Mark[] };
export type Paper = { title: string; lang: 'vi' | 'en'; madeAt: Date; sheets: readonly Sheet[] };

export const ink = '#12211c';

const movedPlace = ({ x, y }: Place, by: Place, scale: number): Place => ({ x: by.x + x * scale, y: by.y + y * scale });

/** The same marks, smaller or larger, somewhere else. */
export const placed = (marks: readonly Mark[], by: Place, scale = 1): Mark[] =>
  marks.map((mark) => {
    if (mark.kind === 'line')
      return {
        ...mark,
        from: movedPlace(mark.from, by, scale),
        to: movedPlace(mark.to, by, scale),
        width: mark.width * scale,
      };
    const at = { ...mark, ...movedPlace(mark, by, scale) };
    return at.kind === 'text' ? { ...at, size: at.size * scale } : { ...at, scale: at.scale * scale };
  });

export const rectangle = (width: number, height: number): string => `M0 0h${width}v${height}h${-width}z`;
