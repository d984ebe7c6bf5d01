/** Words in as many lines as they take. */
export const linesOf = (words: string, fits: (line: string) => boolean): string[] => {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};

type Drawn = {
  getDimensions: () => { width: number; height: number };
  getCanvases: () => Record<string, HTMLCanvasElement>;
  refresh: (how: { skipIndexation: boolean; schedule: boolean }) => unknown;
};
type Ink = { paper: string; ink: string; font: string };

/** The layers are copied within the task that draws them: what WebGL drew is gone after it. */
export const pictureOf = (sigma: Drawn, { paper, ink, font }: Ink, axis: HTMLElement, words: string): Promise<Blob> => {
  const { width, height } = sigma.getDimensions();
  const scale = window.devicePixelRatio || 1;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) return Promise.reject(new Error('no canvas'));
  const letters = `13px ${font}`;
  context.font = letters;
  const lines = linesOf(words, (line) => context.measureText(line).width <= width - 24);
  const foot = 26 + 18 * lines.length;
  canvas.width = width * scale;
  canvas.height = (height + foot) * scale;
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  sigma.refresh({ skipIndexation: true, schedule: false });
  for (const layer of Object.values(sigma.getCanvases()))
    if (layer.width > 0) context.drawImage(layer, 0, 0, width * scale, height * scale);
  context.scale(scale, scale);
  context.fillStyle = ink;
  context.font = letters;
  for (const tick of axis.children as HTMLCollectionOf<HTMLElement>)
    context.fillText(tick.textContent ?? '', Number.parseFloat(tick.style.insetInlineStart) - 16, height + 14);
  for (const [n, line] of lines.entries()) context.fillText(line, 12, height + 36 + 18 * n);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture')))),
  );
};
