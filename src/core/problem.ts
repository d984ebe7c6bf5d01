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
  'death.recorded': [409, 'Người này đã được ghi nhận qua đời', 'A death is recorded for this person'],
  'account.settled': [409, 'Đường dẫn này đã dùng rồi', 'This link has been used'],
  'body.too_large': [413, 'Nội dung quá lớn', 'The body is too large'],
  'media.unsupported': [415, 'Không nhận dạng dữ liệu này', 'This type of content is not accepted'],
  'declaration.not_certified': [422, 'Xin xác nhận lời khai là đúng', 'Please certify that this is true'],
  'declaration.form_unknown': [422, 'Mẫu khai này chưa có', 'There is no such form'],
  'area.unknown': [422, 'Không có đơn vị hành chính này', 'There is no such area'],
  'area.not_commune': [422, 'Xin chọn đến xã, phường', 'Please name a commune'],
  'area.too_small': [422, 'Số liệu công bố từ cấp huyện trở lên', 'Figures are published from the district up'],
  'time.future': [422, 'Thời điểm ở tương lai', 'The time lies in the future'],
  'time.order': [422, 'Ngày sau đứng trước ngày đầu', 'The end lies before the start'],
  'identity.invalid': [422, 'Số giấy tờ chưa đúng', 'The identity number is not right'],
  'work.lost_needs_superior': [422, 'Chỉ cấp trên được kết luận mất liên lạc', 'Only the level above may say lost'],
  'work.verify_first': [422, 'Xin xác minh trước khi khám', 'Verify before the check'],
  'transfer.same_area': [422, 'Đang ở chính địa bàn này', 'It is already in that area'],
  'health.refused': [422, 'Không chuyển được sang tình trạng này', 'The health status cannot change so'],
  'account.role_above': [422, 'Không giao được quyền cao hơn quyền của mình', 'Rights above your own cannot be given'],
  'password.weak': [422, 'Mật khẩu cần ít nhất 10 ký tự, khó đoán', 'A password needs 10 characters, hard to guess'],
  'budget.spent': [429, 'Đã thử nhiều lần, xin chờ ít phút', 'Too many tries, please wait a little'],
  'server.failed': [500, 'Hệ thống gặp lỗi, việc chưa được ghi', 'Something failed here; nothing was recorded'],
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
