import type { AreaPath } from '../../src/core/area.ts';
import { readAreas } from '../../src/features/areas/source.ts';

/** A small fast generator with a seed (mulberry32), so that every run meets the same people. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

const families = 'Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Trịnh Mai Cao Lưu Hà Lương Quách'.split(' ');
const middles = 'Văn Thị Hữu Đức Thu Minh Ngọc Quang Xuân Thanh Hồng Bá Đình Kim Phương'.split(' ');
const givens =
  'An Bình Chi Dũng Giang Hà Hằng Hiếu Hoa Hùng Hương Khánh Lan Linh Long Mai Nam Nga Phúc Quân Sơn Tâm Thảo Trang Tuấn Uyên Việt Yến Đạt Đông'.split(
    ' ',
  );

export type Somebody = { fullName: string; birthYear: number; sex: 'male' | 'female'; area: AreaPath };

const among = <T>(random: () => number, values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;

/** People over the real communes of Thanh Hóa. */
export const population = async (seed = 1): Promise<{ somebody: () => Somebody; communes: AreaPath[] }> => {
  const { units } = await readAreas('2021');
  const communes = units
    .filter(({ level, path }) => level === 'commune' && path.startsWith('38.'))
    .map(({ path }) => path as AreaPath);
  const random = seeded(seed);
  return {
    communes,
    somebody: () => ({
      fullName: `${among(random, families)} ${among(random, middles)} ${among(random, givens)}`,
      birthYear: 1930 + Math.floor(random() * 90),
      sex: random() < 0.5 ? 'male' : 'female',
      area: among(random, communes),
    }),
  };
};

/** One in 200 urgent, one in 20 risk, one in 10 with a symptom: as on an ordinary week of an outbreak. */
export const answersFor = (random: () => number): Record<string, unknown> => {
  const dice = random();
  const nothing = { symptoms: [], exposures: [], places: [], conditions: [] };
  if (dice < 0.005) return { ...nothing, symptoms: ['fever', 'breathless'] };
  if (dice < 0.05) return { ...nothing, exposures: ['contact_symptomatic'] };
  if (dice < 0.15) return { ...nothing, symptoms: ['cough'] };
  return nothing;
};
