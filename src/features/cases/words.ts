/** What a contact is told, without marks so that an SMS holds it; no case, no place, no class that frightens. */
export const noticeText = (level: number | null): string =>
  level === null
    ? 'La Chan: Ong/ba khong con thuoc dien theo doi. Cam on ong/ba da hop tac. Can hoi xin goi Tram Y te.'
    : level === 0
      ? 'La Chan: Ket qua xet nghiem cua ong/ba can Tram Y te trao doi. Xin o nguyen tai cho, cho cuoc goi cua Tram Y te. Kho tho: goi 115.'
      : 'La Chan: Ong/ba co the da o gan nguoi mac benh. Xin o tai nha, deo khau trang, cho Tram Y te goi. Sot, kho tho: goi 115.';
