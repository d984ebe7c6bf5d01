import type { FastifyReply } from 'fastify';
import { byteOrderMark, csvLine } from '../../core/sheet/write.ts';
import type { Format, Language } from './contract.ts';
import { type Field, fieldsOf, type Kind } from './rules.ts';
import { sendCsv, sendTextWorkbook } from './sending.ts';

/** The head of each column as an office would write it; every one is known again when the list is sent. */
const heads: Record<Field, readonly [vi: string, en: string]> = {
  fullName: ['Họ và tên', 'Full name'],
  familyName: ['Họ và tên đệm', 'Family name'],
  givenName: ['Tên gọi', 'Given name'],
  birth: ['Ngày sinh', 'Date of birth'],
  sex: ['Giới tính', 'Sex'],
  phone: ['Số điện thoại', 'Phone'],
  identity: ['Số CCCD', 'Identity number'],
  areaCode: ['Mã xã', 'Commune code'],
  province: ['Tỉnh', 'Province'],
  district: ['Quận/Huyện', 'District'],
  commune: ['Xã/Phường', 'Commune'],
  hamlet: ['Thôn/Tổ dân phố', 'Hamlet'],
  address: ['Địa chỉ', 'Address'],
  permanentAddress: ['Thường trú', 'Permanent address'],
  nationality: ['Quốc tịch', 'Nationality'],
  date: ['Ngày khai báo', 'Declaration date'],
  time: ['Giờ khai báo', 'Time'],
  symptoms: ['Triệu chứng', 'Symptoms'],
  fever: ['Sốt', 'Fever'],
  cough: ['Ho khan', 'Cough'],
  breathless: ['Khó thở', 'Breathless'],
  pneumonia: ['Viêm phổi', 'Pneumonia'],
  sore_throat: ['Đau họng', 'Sore throat'],
  fatigue: ['Mệt mỏi', 'Fatigue'],
  temperature: ['Nhiệt độ', 'Temperature'],
  exposures: ['Tiếp xúc', 'Exposures'],
  conditions: ['Bệnh nền', 'Underlying diseases'],
  places: ['Nơi đã đến', 'Places'],
  result: ['Kết quả', 'Result'],
  note: ['Ghi chú', 'Note'],
};

/** One column for the name is asked for; who has two, has a list of their own. */
const parted: readonly Field[] = ['familyName', 'givenName'];

export const templateFields = (kind: Kind): Field[] => fieldsOf(kind).filter((field) => !parted.includes(field));
export const templateHead = (kind: Kind, language: Language): string[] =>
  templateFields(kind).map((field) => heads[field][language === 'en' ? 1 : 0]);

/** Blank rows whose cells are text already, so that what is typed into them is not turned into numbers and days. */
const blankRows = 500;

export const sendTemplate = async (
  http: FastifyReply,
  { kind, format }: { kind: Kind; format: Format },
  language: Language,
): Promise<undefined> => {
  const head = templateHead(kind, language);
  const name = kind === 'people' ? 'mau-danh-sach-nguoi-dan' : 'mau-danh-sach-to-khai';
  if (format === 'csv') return sendCsv(http, name, [byteOrderMark + csvLine(head)]);
  const blank = head.map(() => '');
  return sendTextWorkbook(http, name, [head, ...Array.from({ length: blankRows }, () => blank)], 0);
};
