/** Vietnamese without marks, in its capitals: a short message gets so through every phone and gateway. */
export const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
