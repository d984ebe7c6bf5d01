import { drawn, type Random } from './random.ts';

/** Family names with their share in per mille: the commonest of the country, Lê and Trịnh as often as in Thanh Hóa. */
const families: readonly [name: string, share: number][] = [
  ['Nguyễn', 270],
  ['Lê', 200],
  ['Phạm', 85],
  ['Trần', 80],
  ['Trịnh', 60],
  ['Hoàng', 55],
  ['Vũ', 35],
  ['Bùi', 30],
  ['Đỗ', 28],
  ['Mai', 22],
  ['Trương', 20],
  ['Hà', 18],
  ['Đặng', 16],
  ['Ngô', 14],
  ['Lưu', 12],
  ['Cao', 12],
  ['Dương', 10],
  ['Lương', 10],
  ['Đinh', 8],
  ['Hồ', 8],
  ['Phan', 7],
];

/** Middle and given names by sex, as parents chose them in the years up to 1964, up to 1989, and since. */
const words = (text: string): readonly string[] => text.split(' ');
const middles = {
  male: [
    words('Văn Văn Văn Đình Hữu Bá Xuân'),
    words('Văn Văn Đức Quang Xuân Đình Ngọc Minh Hữu'),
    words('Minh Đức Quang Gia Anh Tuấn Hoàng Bảo Duy Văn'),
  ],
  female: [
    words('Thị Thị Thị'),
    words('Thị Thị Thị Thanh Thu Kim Hồng'),
    words('Thị Ngọc Thu Minh Bảo Khánh Phương Hà Quỳnh Thảo'),
  ],
} as const;
const givens = {
  male: [
    words('Thành Bình Hòa Lâm Sinh Thọ Tư Năm Chiến Thắng Lợi Hợi Mậu Quế Khang Định Tính Cần Phúc Lộc'),
    words(
      'Hùng Dũng Tuấn Cường Sơn Hải Nam Long Thắng Minh Trung Thanh Tùng Hiếu Đạt Quyết Trường Toàn Chung Hưng Khánh',
    ),
    words('Anh Bảo Khôi Phong Khang Huy Hoàng Nam Đạt Long Minh Phúc Quân Kiên Đăng Việt Thịnh Hưng An Khoa Trí'),
  ],
  female: [
    words('Hòa Lan Liên Bình Thơm Nhàn Tý Sen Cúc Mùi Nga Vân Xuân Hợi Tâm Lý Thuận Nhung Chắt Dần'),
    words('Hương Hà Hằng Thủy Lan Hoa Hạnh Huyền Nga Thu Trang Yến Loan Dung Phương Hiền Nhung Tuyết Oanh Thắm Quyên'),
    words('Anh Linh Ngọc Chi Hân Vy My Trang Thảo Nhi Trâm Châu Mai Diệp Ngân Quỳnh Hà Phương Uyên Như Đan'),
  ],
} as const;

export type Sex = 'male' | 'female';

const shares = families.map(([, share]) => share);
export const drawFamily = (random: Random): number => drawn(random, shares);

const generationOf = (bornIn: number): 0 | 1 | 2 => (bornIn < 1965 ? 0 : bornIn < 1990 ? 1 : 2);

/** A name as three small numbers, so that millions of people fit; `nameOf` reads them. */
export const drawGiven = (random: Random): { middle: number; given: number } => ({
  middle: random.below(60_000),
  given: random.below(60_000),
});

const pick = (list: readonly string[], n: number): string => list[n % list.length] as string;

export const nameOf = (family: number, middle: number, given: number, sex: Sex, bornIn: number): string => {
  const generation = generationOf(bornIn);
  const first = pick(givens[sex][generation], given);
  const second = pick(middles[sex][generation], middle);
  // Nobody is called Minh Minh.
  const between = second === first ? pick(middles[sex][generation], middle + 1) : second;
  return [families[family]?.[0], between === first ? undefined : between, first].filter(Boolean).join(' ');
};
