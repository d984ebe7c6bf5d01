import type Sigma from 'sigma';
import type { NodeHoverDrawingFunction, NodeLabelDrawingFunction } from 'sigma/rendering';

/** A rectangle on the screen, in pixels. */
export type Box = { left: number; top: number; right: number; bottom: number };
type Sign = { x: number; y: number; size: number };
type Words = { width: number; height: number };

const touch = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

export const boxOf = ({ x, y, size }: Sign): Box => ({
  left: x - size,
  top: y - size,
  right: x + size,
  bottom: y + size,
});

const gap = 4;

/**
 * Where a name stands beside its sign: to the right, else to the left, above or below, wherever it covers no other sign and
 * no name that stands already; undefined where there is no room. Names that lie on one another say nothing.
 */
export const placeOfName = (
  { x, y, size }: Sign,
  { width, height }: Words,
  frame: { width: number },
  taken: readonly Box[],
): Box | undefined => {
  const at = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + height });
  const places = [
    at(x + size + gap, y - height / 2),
    at(x - size - gap - width, y - height / 2),
    at(x - width / 2, y - size - 1 - height),
    at(x - width / 2, y + size + 1),
    at(x - size, y - size - 1 - height),
    at(x - size, y + size + 1),
  ];
  return places.find(
    (place) => place.left >= gap && place.right <= frame.width - gap && !taken.some((other) => touch(place, other)),
  );
};

type Attributes = Record<string, unknown>;
type Colours = { paper: string; line: string; ink: string };

/** Draws the names of a picture: in each drawing anew, each where it covers nothing; and the one under the hand above all. */
export const namesOf = <N extends Attributes, E extends Attributes>({ paper, line, ink }: Colours) => {
  const drawn = { width: 0, taken: undefined as Box[] | undefined, signs: (): Box[] => [] };
  const write = (context: CanvasRenderingContext2D, words: string, { left, bottom }: Box): void => {
    context.fillStyle = ink;
    context.fillText(words, left, bottom - 4);
  };

  const draw: NodeLabelDrawingFunction<N, E> = (context, { label, ...sign }, { labelSize, labelWeight, labelFont }) => {
    if (!label) return;
    context.font = `${labelWeight} ${labelSize}px ${labelFont}`;
    const words = { width: context.measureText(label).width, height: labelSize + 3 };
    drawn.taken ??= drawn.signs();
    const place = placeOfName(sign, words, drawn, drawn.taken);
    if (!place) return;
    drawn.taken.push(place);
    // On paper of its own: a line that leaves there would run through the words.
    context.fillStyle = paper;
    context.fillRect(place.left - 2, place.top, words.width + 4, words.height);
    write(context, label, place);
  };

  const drawMarked: NodeHoverDrawingFunction<N, E> = (
    context,
    { label, ...sign },
    { labelSize, labelWeight, labelFont },
  ) => {
    if (!label) return;
    context.font = `${labelWeight} ${labelSize}px ${labelFont}`;
    const [width, height] = [context.measureText(label).width, labelSize + 3];
    const right = sign.x + sign.size + 8;
    const left = right + width <= drawn.width ? right : Math.max(8, sign.x - sign.size - 8 - width);
    const place = { left, right: left + width, top: sign.y - height / 2, bottom: sign.y + height / 2 };
    context.fillStyle = paper;
    context.strokeStyle = line;
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(left - 6, place.top - 4, width + 12, height + 8, 6);
    context.fill();
    context.stroke();
    write(context, label, place);
  };

  /** Whose names these are; where they are few, no name is to lie on a sign. */
  const watch = (sigma: Sigma<N, E>, hasSigns: boolean): void => {
    const boxes = (id: string): Box[] => {
      const at = sigma.getNodeDisplayData(id);
      return at && !at.hidden ? [boxOf({ ...sigma.framedGraphToViewport(at), size: sigma.scaleSize(at.size) })] : [];
    };
    // Asked for by the first name of a drawing: before that the camera still stands where it stood.
    drawn.signs = () => (hasSigns ? sigma.getGraph().nodes().flatMap(boxes) : []);
    sigma.on('beforeRender', () => {
      drawn.width = sigma.getDimensions().width;
      drawn.taken = undefined;
    });
  };
  return { draw, drawMarked, watch };
};
