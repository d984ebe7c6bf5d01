import { syllables } from '../../core/fold.ts';
import { type Field, fieldsOf, type Kind, type Mapping } from './rules.ts';

/** What columns are called, folded, in both languages; the first is the usual one. */
const headings: Record<Field, readonly string[]> = {
  fullName: ['ho va ten', 'ho ten', 'ho ten khai sinh', 'ten', 'ten cong dan', 'ten nguoi khai', 'full name', 'name'],
  familyName: ['ho va ten dem', 'ho dem', 'ho va dem', 'ho', 'ho lot', 'family name', 'last name', 'surname'],
  givenName: ['ten goi', 'first name', 'given name'],
  birth: [
    'ngay sinh',
    'ngay thang nam sinh',
    'nam sinh',
    'ngay nam sinh',
    'sinh ngay',
    'ns',
    'birth date',
    'date of birth',
    'birth year',
    'dob',
    'birth',
  ],
  sex: ['gioi tinh', 'gioi', 'nam nu', 'phai', 'sex', 'gender'],
  phone: [
    'so dien thoai',
    'dien thoai',
    'sdt',
    'so dt',
    'dt',
    'dtdd',
    'di dong',
    'lien he',
    'phone',
    'phone number',
    'mobile',
    'tel',
  ],
  identity: [
    'so cccd',
    'cccd',
    'cmnd',
    'so cmnd',
    'cccd cmnd',
    'cmnd cccd',
    'so cmnd cccd',
    'so cccd cmnd',
    'can cuoc',
    'can cuoc cong dan',
    'so can cuoc',
    'so dinh danh',
    'so giay to',
    'so ddcn',
    'ho chieu',
    'cmt',
    'so cmt',
    'identity',
    'identity number',
    'id number',
    'id card',
  ],
  areaCode: [
    'ma xa',
    'ma phuong',
    'ma xa phuong',
    'ma don vi',
    'ma dvhc',
    'ma dia ban',
    'area code',
    'commune code',
    'area',
  ],
  province: ['tinh', 'tinh tp', 'tinh thanh', 'tinh thanh pho', 'province'],
  district: [
    'huyen',
    'quan huyen',
    'quan',
    'huyen thi xa',
    'huyen thi xa thanh pho',
    'huyen tx tp',
    'huyen quan',
    'district',
  ],
  commune: [
    'xa',
    'xa phuong',
    'phuong xa',
    'phuong',
    'xa phuong thi tran',
    'phuong xa thi tran',
    'xa thi tran',
    'commune',
    'ward',
  ],
  hamlet: [
    'thon',
    'thon ban',
    'thon to',
    'thon to dan pho',
    'thon xom',
    'to dan pho',
    'xom',
    'ban',
    'khu pho',
    'to',
    'ap',
    'thon ban to dan pho',
    'hamlet',
    'village',
  ],
  address: [
    'dia chi',
    'noi o',
    'noi o hien tai',
    'cho o',
    'cho o hien nay',
    'cho o hien tai',
    'dia chi hien tai',
    'tam tru',
    'noi luu tru',
    'so nha',
    'address',
  ],
  permanentAddress: [
    'thuong tru',
    'ho khau',
    'ho khau thuong tru',
    'dia chi thuong tru',
    'noi thuong tru',
    'noi dang ky thuong tru',
    'hktt',
    'permanent address',
  ],
  nationality: ['quoc tich', 'nationality'],
  date: [
    'ngay khai bao',
    'ngay khai',
    'thoi gian khai bao',
    'thoi diem khai bao',
    'ngay',
    'ngay tiep nhan',
    'thoi gian',
    'date',
    'declared at',
    'declaration date',
  ],
  time: ['gio', 'gio khai', 'gio khai bao', 'time'],
  symptoms: ['trieu chung', 'dau hieu', 'bieu hien', 'symptoms', 'symptom'],
  fever: ['sot', 'fever'],
  cough: ['ho khan', 'cough', 'co ho'],
  breathless: ['kho tho', 'breathless', 'shortness of breath'],
  pneumonia: ['viem phoi', 'pneumonia'],
  sore_throat: ['dau hong', 'dau rat hong', 'rat hong', 'sore throat'],
  fatigue: ['met moi', 'met', 'fatigue'],
  temperature: ['nhiet do', 'than nhiet', 'nhiet do co the', 'temperature'],
  exposures: [
    'tiep xuc',
    'yeu to dich te',
    'dich te',
    'yeu to nguy co',
    'lich su tiep xuc',
    'tien su dich te',
    'exposures',
    'exposure',
    'contact',
  ],
  conditions: ['benh nen', 'benh man tinh', 'benh ly nen', 'conditions', 'underlying diseases'],
  places: [
    'noi da den',
    'lich trinh',
    'di ve tu',
    've tu',
    'noi di',
    'noi di den',
    'noi den',
    'den tu',
    'dia diem da den',
    'places',
    'travel history',
    'from',
  ],
  result: ['ket qua', 'ket qua xac minh', 'ket qua xet nghiem', 'ket luan', 'result'],
  note: ['ghi chu', 'note', 'notes', 'remark'],
};

/** Folded, 'Họ' and 'Ho' are alike: on a list with signs, the one without a mark is the cough. */
const said = (kind: Kind, heading: string): string =>
  kind === 'declarations' && /^\s*ho\s*$/i.test(heading)
    ? 'co ho'
    : syllables(heading.replace(/\([^)]*\)/g, ' ')).join(' ');

/** How well a heading names a field: 2 by its very words, 1 when it only begins with them. */
const likeness = (heading: string, field: Field): number => {
  const words = headings[field];
  if (words.includes(heading)) return 2;
  return words.some((word) => word.length > 3 && heading.startsWith(`${word} `)) ? 1 : 0;
};

/**
 * Which column is which field, by the words of the head; each column and each field once. A head that says 'Họ' beside 'Tên'
 * parts the name in two.
 */
export const guessMapping = (kind: Kind, header: readonly string[]): Mapping => {
  const heads = header.map((heading) => said(kind, heading));
  const isParted = heads.includes('ten') && heads.some((head) => headings.familyName.includes(head));
  const pairs = fieldsOf(kind).flatMap((field) =>
    heads.map((head, column) => ({
      field: isParted && field === 'fullName' && head === 'ten' ? 'givenName' : field,
      column,
      score: head === '' ? 0 : likeness(head, field),
    })),
  );
  const mapping: Mapping = {};
  const taken = new Set<number>();
  for (const { field, column } of pairs.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score)) {
    if (mapping[field] !== undefined || taken.has(column)) continue;
    mapping[field] = column;
    taken.add(column);
  }
  return mapping;
};

/** Whether dates of a column stand month first: some second part is above 12, and no first part is. */
export const isMonthFirst = (cells: readonly string[]): boolean => {
  const pairs = cells.flatMap((cell) => {
    const [, first, second] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b/.exec(cell) ?? [];
    return first === undefined ? [] : [[Number(first), Number(second)] as const];
  });
  return pairs.some(([, second]) => second > 12) && pairs.every(([first]) => first <= 12);
};
