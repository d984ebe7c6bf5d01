import { dayOf, daysBetween } from '../../core/day.ts';
import { fold } from '../../core/fold.ts';

export const results = ['positive', 'negative', 'invalid'] as const;
export type Result = (typeof results)[number];
/** What says which sample a row is of: its id as we gave it out, the identity number, or phone with name and birth. */
export const matchedBy = ['test', 'identity', 'phone'] as const;

const words: Record<Result, readonly string[]> = {
  positive: ['duong tinh', 'duong', 'positive', 'pos', 'detected', 'phat hien', 'co'],
  negative: ['am tinh', 'am', 'negative', 'neg', 'not detected', 'khong phat hien', 'khong'],
  invalid: ['khong xac dinh', 'khong hop le', 'invalid', 'inconclusive', 'nghi ngo', 'lay lai mau'],
};

/** How laboratories write it: `Dương tính`, `(+)`, `Dương tính (+)`, `POS`, `Âm tính với SARS-CoV-2`, `-`. */
export const readResult = (text: string): Result | undefined => {
  const sign = text.replace(/[()[\]\s]/g, '');
  if (/^\++$/.test(sign)) return 'positive';
  if (/^\p{Pd}$/u.test(sign)) return 'negative';
  // Words with the sign behind them: both must say the same.
  const behind = /^(.*\S)\s*[([]?\s*(\++|\p{Pd})\s*[)\]]?$/u.exec(text.trim());
  const folded = fold(behind?.[1] ?? text)
    .replace(/[()[\]]/g, ' ')
    .replace(/\b(voi|with|for)\b.*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const said = results.find((result) => words[result].includes(folded));
  const signed = behind && (behind[2]?.startsWith('+') ? 'positive' : 'negative');
  return signed && said !== signed ? undefined : said;
};

export const columns = {
  test: ['test', 'id', 'ma', 'ma mau', 'ma xet nghiem', 'ma phieu', 'so phieu', 'ma so'],
  fullName: ['name', 'full name', 'fullname', 'ho ten', 'ho va ten', 'ten', 'ten benh nhan', 'benh nhan'],
  birth: ['birth', 'birth date', 'birth year', 'ngay sinh', 'nam sinh', 'ngay thang nam sinh', 'sinh nam'],
  phone: ['phone', 'dien thoai', 'so dien thoai', 'sdt', 'so dt'],
  identity: [
    'identity',
    'cccd',
    'cmnd',
    'cmnd cccd',
    'cccd cmnd',
    'so cccd',
    'so cmnd',
    'so giay to',
    'giay to',
    'can cuoc',
  ],
  result: ['result', 'ket qua', 'ket qua xet nghiem', 'kq'],
  resultAt: [
    'result at',
    'resultat',
    'result time',
    'ngay tra ket qua',
    'ngay co ket qua',
    'ngay ket qua',
    'thoi gian tra ket qua',
    'ngay kq',
    'co ket qua luc',
  ],
  sampledOn: ['sampled at', 'sampledat', 'sampled on', 'ngay lay mau', 'thoi gian lay mau', 'lay mau luc', 'ngay lm'],
} as const satisfies Record<string, readonly string[]>;
export type Column = keyof typeof columns;

/** Whether a sample belongs to the illness of a case, by the day that this was sampled. */
export const isNearSample = (sampledAt: Date, sampledOn: string): boolean =>
  Math.abs(daysBetween(dayOf(sampledAt), sampledOn)) <= sameIllnessDays;

/** A case of the same person so many days around a sample answers for it. */
export const sameIllnessDays = 90;
