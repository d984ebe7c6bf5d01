import { type Language, languages } from './contract.ts';
import type { Remark } from './judge.ts';

/** What a remark says to who mends the list: what is wrong and what to write. {row} and {candidates} are filled in. */
const reasons: Record<string, readonly [vi: string, en: string]> = {
  'field.missing': ['ô này cần có', 'this cell is needed'],
  'field.added': ['bổ sung vào hồ sơ đã có', 'added to the record that is there'],
  'field.kept': ['khác hồ sơ đã có; giữ theo hồ sơ', 'differs from the record, which stays'],
  'field.replaced': ['khác hồ sơ đã có; sửa theo danh sách', 'differs from the record and is written over'],
  'text.too_long': ['dài quá, xin viết gọn lại', 'too long, please shorten it'],
  'name.empty': ['xin ghi họ tên', 'please write the name'],
  'name.too_long': ['họ tên dài quá 200 ký tự', 'the name is longer than 200 letters'],
  'name.letters': ['họ tên phải có chữ', 'a name has letters'],
  'name.characters': ['họ tên có ký tự lạ', 'the name holds signs that no name has'],
  'name.formula': ['ô này là công thức, xin ghi họ tên', 'this is a formula, please write the name'],
  'name.unread': [
    'có chữ không đọc được; xin chọn bảng mã khác hoặc ghi lại họ tên',
    'letters were lost in reading; choose another encoding or write the name again',
  ],
  'name.digits': ['họ tên có chữ số, xin xem lại', 'the name has digits, please look again'],
  'name.differs': ['số giấy tờ này đã có với họ tên khác', 'this number is recorded with another name'],
  'date.format': ['ngày chưa đúng; xin ghi như 05/03/1957 hoặc 1957', 'not a date; write 05/03/1957 or 1957'],
  'date.serial': ['đọc từ số ngày của bảng tính', 'read from a spreadsheet’s day number'],
  'date.century': ['năm hai chữ số, đã thêm thế kỷ', 'a year of two digits, the century was added'],
  'date.year_only': ['chỉ ghi nhận năm', 'only the year was taken'],
  'time.format': ['giờ chưa đúng; xin ghi như 14:05', 'not a time; write 14:05'],
  'time.future': ['ngày ở tương lai', 'the day lies in the future'],
  'sex.unknown': ['xin ghi nam hoặc nữ', 'please write male or female'],
  'phone.format': ['số điện thoại chưa đúng', 'not a phone number'],
  'phone.zero_restored': ['đã thêm số 0 ở đầu', 'the zero before it was restored'],
  'phone.prefix_renewed': ['đầu số cũ, đã đổi sang đầu số mới', 'an old prefix, changed to the new one'],
  'phone.several': ['có nhiều số, chỉ lấy số đầu', 'several numbers, the first was taken'],
  'identity.format': ['số giấy tờ chưa đúng; CCCD có 12 số', 'not an identity number; a citizen card has 12 digits'],
  'identity.zero_restored': ['đã thêm số 0 ở đầu', 'the zeros before it were restored'],
  'identity.province': ['mã tỉnh trong số CCCD không có thật', 'the card’s province code does not exist'],
  'identity.sex': ['số CCCD không khớp giới tính', 'the card’s number contradicts the sex'],
  'identity.birth_year': ['số CCCD không khớp năm sinh', 'the card’s number contradicts the year of birth'],
  'identity.invalid': ['số giấy tờ chưa đúng', 'not an identity number'],
  'area.missing': ['xin ghi xã, phường', 'please name the commune'],
  'area.unknown': ['không tìm thấy xã, phường này', 'there is no such commune'],
  'area.outside': ['không thuộc địa bàn của danh sách', 'lies outside the area of the list'],
  'area.ambiguous': [
    'có nhiều nơi cùng tên: {candidates}; xin ghi thêm huyện hoặc mã xã',
    'several have this name: {candidates}; add the district or the code',
  ],
  'area.from_address': ['xã, phường đọc từ địa chỉ', 'the commune was read from the address'],
  'area.district_unread': [
    'không đọc được tên huyện hoặc tỉnh, lấy theo tên xã',
    'district or province not read, taken by the commune',
  ],
  'symptoms.unknown': ['chưa rõ là triệu chứng nào', 'not a sign that is known'],
  'exposures.unknown': ['chưa rõ là tiếp xúc gì', 'not an exposure that is known'],
  'tick.unknown': ['xin ghi có hoặc không', 'please write yes or no'],
  'temperature.range': ['nhiệt độ chưa đúng; xin ghi như 37,5', 'not a temperature; write 37.5'],
  'row.twice': ['trùng với dòng {row} của danh sách', 'the same as row {row} of the list'],
  'row.namesake': [
    'cùng họ tên (hoặc chỉ khác dấu), năm sinh, xã với dòng {row}; nếu là người khác, khi ghi danh sách xin chọn ghi cả những dòng trùng họ tên',
    'same name (but for marks), birth and commune as row {row}; if this is another person, choose to record such rows too when the list is recorded',
  ],
  'person.namesake': [
    'có người cùng họ tên (hoặc chỉ khác dấu), năm sinh ở xã này; nếu là người khác, khi ghi danh sách xin chọn ghi cả những dòng trùng họ tên',
    'somebody of this name (but for marks) and birth is recorded in this commune; if this is another person, choose to record such rows too when the list is recorded',
  ],
  'person.by_name': ['nhận ra chỉ theo họ tên, ngày hoặc năm sinh và xã', 'known by name, birth and commune alone'],
  'person.died': ['người này đã được ghi nhận qua đời', 'a death is recorded for this person'],
  'death.recorded': ['người này đã được ghi nhận qua đời', 'a death is recorded for this person'],
  'list.stopped': ['danh sách đã dừng trước dòng này', 'the list was stopped before this row'],
  'declaration.known': ['đã có tờ khai của người này vào lúc đó', 'a declaration of this person at that time is there'],
};

/** In the words of a language; a code without words stands for itself. */
export const reasonOf = ({ code, candidates, row }: Remark, language: Language): string =>
  (reasons[code]?.[languages.indexOf(language)] ?? code)
    .replace('{row}', String(row ?? ''))
    .replace('{candidates}', (candidates ?? []).join('; '));

/** All that is wrong with a row for the column of reasons, each under the heading of its column. */
export const reasonsOf = (
  problems: readonly Remark[],
  headingOf: (field: Remark['field']) => string,
  language: Language,
): string =>
  problems
    .map((problem) => {
      const heading = headingOf(problem.field);
      return heading === '' ? reasonOf(problem, language) : `${heading}: ${reasonOf(problem, language)}`;
    })
    .join('; ');
