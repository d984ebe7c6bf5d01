/**
 * The error catalogue. A code is the API; RFC 9457 is its wire form. Each row: HTTP status, Vietnamese, English.
 * Codes are extended, never renamed.
 */
export const catalogue = {
  'body.malformed': [400, 'Dữ liệu gửi lên không đọc được', 'The body does not parse'],
  'request.invalid': [400, 'Có chỗ chưa đúng, xin xem lại', 'Some fields need another look'],
  'session.missing': [401, 'Xin đăng nhập', 'Please sign in'],
  'session.wrong_code': [401, 'Mã chưa đúng hoặc đã hết hạn', 'The code is wrong or has expired'],
  'session.wrong_password': [401, 'Tên đăng nhập, mật khẩu hoặc mã chưa đúng', 'Name, password or code is wrong'],
  'session.wrong_passkey': [401, 'Khóa truy cập chưa đúng hoặc đã thôi dùng', 'The passkey is wrong or has ended'],
  'session.stale': [403, 'Xin đăng nhập lại rồi làm tiếp', 'Please sign in again to go on'],
  'permission.denied': [403, 'Tài khoản chưa được giao việc này', 'This account may not do that'],
  'origin.refused': [403, 'Yêu cầu đến từ trang khác nên không được nhận', 'The request came from another site'],
  'record.missing': [404, 'Không tìm thấy', 'Not found'],
  'route.missing': [404, 'Không có địa chỉ này', 'No such address'],
  'method.refused': [405, 'Địa chỉ này không nhận cách gọi đó', 'Method not allowed'],
  'record.conflict': [409, 'Mã này đã dùng cho nội dung khác', 'This id already stands for something else'],
  'person.conflict': [409, 'Người này đã có với thông tin khác', 'This person is already recorded with other details'],
  'work.closed': [409, 'Việc này đã đóng', 'This item is already closed'],
  'work.none': [409, 'Tờ khai này không có việc cần xử lý', 'This declaration has no work item'],
  'work.acted': [409, 'Người khác vừa xử lý việc này', 'Somebody else has just acted on this'],
  'work.transfer_open': [409, 'Đang chờ nơi khác nhận', 'A transfer is waiting for acceptance'],
  'transfer.settled': [409, 'Việc chuyển đã được trả lời', 'The transfer has been answered'],
  'merge.merged': [409, 'Hồ sơ này đã gộp vào hồ sơ khác', 'This record is merged into another one'],
  'merge.one_died': [
    409,
    'Một hồ sơ ghi đã qua đời: xin ghi nhận hoặc sửa ở hồ sơ kia trước khi gộp',
    'One of the two is recorded as deceased: record or correct that first',
  ],
  'merge.holders': [
    409,
    'Hai hồ sơ do các tài khoản khác nhau giữ. Người dân cần tự nhận cả hai trên điện thoại rồi mới gộp được',
    'Different accounts keep these records: the person takes both over by phone first',
  ],
  'merge.none': [409, 'Hồ sơ này chưa gộp với hồ sơ nào', 'No record was merged into this one'],
  'merge.not_last': [409, 'Xin tách hồ sơ gộp sau cùng trước', 'A later merge is to be taken back first'],
  'correction.needed': [
    409,
    'Trạm y tế đã ghi nhận hồ sơ này: xin gửi đề nghị sửa. Nơi ở và số điện thoại vẫn sửa được ngay',
    'The station has confirmed this record: please ask for the correction. Address and telephone change at once',
  ],
  'correction.settled': [409, 'Đề nghị này đã được trả lời', 'This request has been answered'],
  'death.recorded': [409, 'Người này đã được ghi nhận qua đời', 'A death is recorded for this person'],
  'problem.closed': [409, 'Góp ý này đã xử lý xong', 'This report has been settled'],
  'account.settled': [409, 'Đường dẫn này đã dùng rồi', 'This link has been used'],
  'account_request.settled': [409, 'Đề nghị này đã được trả lời', 'This request has been answered'],
  'body.too_large': [413, 'Nội dung quá lớn', 'The body is too large'],
  'media.unsupported': [415, 'Không nhận dạng dữ liệu này', 'This type of content is not accepted'],
  'declaration.not_certified': [422, 'Xin xác nhận lời khai là đúng', 'Please certify that this is true'],
  'declaration.form_unknown': [422, 'Mẫu khai này chưa có', 'There is no such form'],
  'area.unknown': [422, 'Không có đơn vị hành chính này', 'There is no such area'],
  'area.not_commune': [422, 'Xin chọn đến xã, phường', 'Please name a commune'],
  'area.not_province': [422, 'Xin chọn tỉnh, thành phố trực thuộc trung ương', 'Please name a province'],
  'area.has_district': [422, 'Xã, phường này thuộc một huyện', 'This commune belongs to a district'],
  'area.empty': [
    422,
    'Khu vực y tế cần còn ít nhất một xã, phường; nếu bỏ hẳn, xin giải thể',
    'A health area keeps at least one commune; to end it, dissolve it',
  ],
  'area.grouped': [409, 'Xã, phường này đã thuộc một khu vực y tế', 'This commune belongs to a health area already'],
  'area.code_taken': [409, 'Mã này đã dùng trong tỉnh', 'This code has been used in the province'],
  'area.dissolved': [409, 'Khu vực y tế này đã giải thể', 'This health area has been dissolved'],
  'area.epidemic': [
    409,
    'Cả khu vực đang được ghi là vùng có dịch; xin ghi theo từng xã trước',
    'The whole health area is an epidemic area; list its communes first',
  ],
  'area.has_accounts': [
    409,
    'Khu vực còn tài khoản đang dùng; xin tạm khóa trước',
    'Accounts of the health area are still in use; suspend them first',
  ],
  'focal.too_many': [
    422,
    'Đơn vị đã có nhiều đầu mối, xin bỏ bớt',
    'The unit has many focal points already; please remove some',
  ],
  'area.too_small': [422, 'Số liệu công bố từ cấp huyện trở lên', 'Figures are published from the district up'],
  'sheet.unreadable': [
    422,
    'Tệp này không đọc được, xin lưu lại thành CSV hoặc Excel (.xlsx)',
    'This file cannot be read: please save it as CSV or Excel (.xlsx)',
  ],
  'sheet.legacy': [
    422,
    'Tệp Excel đời cũ (.xls), xin mở ra và lưu thành .xlsx',
    'An old Excel file (.xls): please open it and save it as .xlsx',
  ],
  'sheet.encrypted': [
    422,
    'Tệp có mật khẩu, xin bỏ mật khẩu rồi gửi lại',
    'The file has a password: please remove it and send it again',
  ],
  'sheet.too_large': [422, 'Bảng quá lớn, xin chia thành nhiều tệp', 'The table is too large: please split it'],
  'sheet.too_many_columns': [422, 'Bảng có quá nhiều cột', 'The table has too many columns'],
  'sheet.empty': [422, 'Bảng không có dòng nào', 'The table has no rows'],
  'sheet.column_missing': [422, 'Bảng thiếu cột cần có', 'The table lacks a column that is needed'],
  'pass.issued': [409, 'Tờ khai này đã có mã đi đường', 'This declaration has its pass already'],
  'pass.revoked': [409, 'Mã đi đường này đã thôi dùng', 'This pass was revoked already'],
  'entry.confirmed': [409, 'Lượt nhập cảnh này đã được xác nhận', 'This entry was confirmed already'],
  'declaration.superseded': [
    409,
    'Đã có tờ khai mới hơn thay tờ khai này',
    'A later declaration stands in place of this one',
  ],
  'arrival.confirmed': [409, 'Đã xác nhận người này về đến nơi', 'This arrival was confirmed already'],
  'pass.form': [
    422,
    'Mã đi đường chỉ làm từ tờ khai di chuyển nội địa',
    'Only a domestic travel declaration has a pass',
  ],
  'pass.superseded': [422, 'Đã có tờ khai mới hơn thay tờ khai này', 'A later declaration stands in place of this one'],
  'pass.needs': [
    422,
    'Tờ khai còn thiếu điều mã đi đường cần có',
    'The declaration does not say all that a pass needs',
  ],
  'gate.unknown': [422, 'Không có cửa khẩu, chốt này', 'There is no such gate'],
  'time.future': [422, 'Thời điểm ở tương lai', 'The time lies in the future'],
  'time.order': [422, 'Ngày sau đứng trước ngày đầu', 'The end lies before the start'],
  'identity.invalid': [422, 'Số giấy tờ chưa đúng', 'The identity number is not right'],
  'work.lost_needs_superior': [422, 'Chỉ cấp trên được kết luận mất liên lạc', 'Only the level above may say lost'],
  'work.verify_first': [422, 'Xin xác minh trước khi khám', 'Verify before the check'],
  'transfer.same_area': [422, 'Đang ở chính địa bàn này', 'It is already in that area'],
  'merge.self': [422, 'Đây là cùng một hồ sơ', 'These are one and the same record'],
  'correction.empty': [422, 'Xin ghi điều cần sửa', 'Please say what is to be corrected'],
  'health.refused': [422, 'Không chuyển được sang tình trạng này', 'The health status cannot change so'],
  'account.role_above': [422, 'Không giao được quyền cao hơn quyền của mình', 'Rights above your own cannot be given'],
  'account.own': [
    422,
    'Việc này do người quản lý khác hoặc cấp trên làm',
    'Another manager or the level above does this',
  ],
  'account.ask_manager': [
    422,
    'Đơn vị đã có người quản lý, xin nhờ người đó',
    'The unit has a manager: please ask there',
  ],
  'account.no_change': [
    422,
    'Tài khoản đã ở đơn vị này với vai trò này',
    'The account is already there with these roles',
  ],
  'passkey.refused': [
    422,
    'Khóa truy cập chưa dùng được, xin thử lại',
    'The passkey was not accepted, please try again',
  ],
  'passkey.last': [
    422,
    'Đây là cách đăng nhập duy nhất của tài khoản',
    'It is the only way to sign in to this account',
  ],
  'password.weak': [422, 'Mật khẩu cần ít nhất 10 ký tự, khó đoán', 'A password needs 10 characters, hard to guess'],
  'code.none': [404, 'Chưa có mã QR', 'There is no QR code yet'],
  'code.revoked': [409, 'Mã này đã được thay hoặc thôi dùng', 'This code has been replaced or withdrawn'],
  'code.unknown': [422, 'Mã này không phải mã của hệ thống', 'This is no code of this system'],
  'code.forged': [422, 'Mã này không do hệ thống cấp', 'This code was not issued here'],
  'venue.closed': [422, 'Địa điểm này đã đóng', 'This place has closed'],
  'venue.person': [422, 'Chưa rõ người vào là ai', 'It is not clear who came'],
  'visit.too_old': [422, 'Lượt này đã quá thời hạn lưu', 'This visit is older than what is kept'],
  'visit.too_long': [422, 'Lượt này dài hơn mức ghi được', 'This visit is longer than can be recorded'],
  'visit.none': [404, 'Chưa thấy lượt vào ở đây', 'No stay is open here'],
  'venue.closed_by_station': [
    409,
    'Trạm Y tế đã đóng địa điểm này. Cần mở lại xin gọi trạm',
    'The health station has closed this place. Call the station to have it opened again',
  ],
  'visit.settled': [409, 'Lượt này đã ra rồi', 'This visit has already ended'],
  'campaign.code_taken': [
    422,
    'Mã nguồn này đã có nơi dùng, xin chọn mã khác',
    'This source code is taken, please choose another',
  ],
  'reminder.own_unit': [422, 'Chỉ nhắc được đơn vị cấp dưới', 'Only a unit below can be reminded'],
  'export.too_large': [
    422,
    'Quá nhiều dòng cho tệp Excel, xin xuất CSV',
    'Too many rows for a workbook: please export CSV',
  ],
  'case.open': [409, 'Người này đã có hồ sơ ca bệnh đang mở', 'This person has an open case already'],
  'case.revoked': [409, 'Ca bệnh này đã được hủy', 'This case was revoked'],
  'milestone.names_person': [
    422,
    'Nội dung công bố còn tên, số điện thoại hoặc số giấy tờ của người bệnh, xin bỏ đi',
    'The text still holds the name, phone or identity number of the person: please take it out',
  ],
  'case.closed': [409, 'Hồ sơ ca bệnh này đã khép', 'This case is closed'],
  'contact.no_phone': [422, 'Chưa có số điện thoại của người này', 'There is no phone number of this person'],
  'ask.expired': [
    409,
    'Đường dẫn này đã hết hạn, xin gọi Trạm Y tế để nhận đường dẫn mới',
    'This link has expired: please call the health station for a new one',
  ],
  'named.settled': [409, 'Người này đã được xem xét', 'This person was reviewed already'],
  'exposure.not_there': [
    422,
    'Ca bệnh không có mặt ở nơi này vào lúc đó',
    'The case was not in this place at that time',
  ],
  'exposure.too_many': [
    422,
    'Quá nhiều người trong một lần báo, xin chia thành từng khoảng giờ ngắn hơn',
    'Too many people for one notice: please send it for shorter times',
  ],
  'contact.outside': [
    422,
    'Lần gặp này nằm ngoài khoảng thời gian được tính, xin xem lại giờ gặp hoặc người trung gian',
    'This meeting lies outside the time that counts: please check when it was, or through whom',
  ],
  'contact.self': [422, 'Không thể là tiếp xúc của chính mình', 'Nobody is a contact of oneself'],
  'budget.spent': [429, 'Đã thử nhiều lần, xin chờ ít phút', 'Too many tries, please wait a little'],
  'import.settled': [409, 'Danh sách này đã nhập xong hoặc đã dừng', 'This list is done, or was stopped'],
  'import.busy': [409, 'Danh sách đang được xử lý, xin chờ', 'The list is being worked on, please wait'],
  'import.unchecked': [409, 'Xin kiểm tra danh sách trước khi nhập', 'Please check the list before it is applied'],
  'import.emptied': [409, 'Nội dung danh sách đã hết hạn lưu', 'The rows of this list are no longer kept'],
  'server.failed': [500, 'Hệ thống gặp lỗi, việc chưa được ghi', 'Something failed here; nothing was recorded'],
  'export.busy': [
    503,
    'Đang có người xuất dữ liệu, xin thử lại sau ít phút',
    'Others are exporting, please try again in a minute',
  ],
  'server.busy': [503, 'Hệ thống đang đông, xin thử lại sau giây lát', 'The system is busy, try again in a moment'],
} as const satisfies Record<string, readonly [number, string, string]>;

export type ProblemCode = keyof typeof catalogue;
export type Field = { path: string; code: string };

/** A refusal with a code of the catalogue. `extra` stands in the answer: what the first officer did, for instance. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly fields: Field[] | undefined;
  readonly extra: Record<string, unknown> | undefined;
  constructor(code: ProblemCode, fields?: Field[], extra?: Record<string, unknown>) {
    super(code);
    this.code = code;
    this.fields = fields;
    this.extra = extra;
  }
  get status(): number {
    return catalogue[this.code][0];
  }
}

export const fail = (code: ProblemCode, fields?: Field[], extra?: Record<string, unknown>): never => {
  throw new Problem(code, fields, extra);
};

export type WireProblem = {
  type: string;
  status: number;
  code: ProblemCode;
  title: string;
  fields?: Field[];
  requestId: string;
} & Record<string, unknown>;

/** The RFC 9457 form. The title is Vietnamese unless English is asked for. */
export const wireForm = (problem: Problem, requestId: string, language: 'vi' | 'en'): WireProblem => {
  const [status, vi, en] = catalogue[problem.code];
  return {
    type: `/api/v1/docs#${problem.code}`,
    status,
    code: problem.code,
    title: language === 'en' ? en : vi,
    ...(problem.fields && { fields: problem.fields }),
    ...problem.extra,
    requestId,
  };
};
