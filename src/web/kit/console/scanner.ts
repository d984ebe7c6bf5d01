import type { ScannerTexts } from '../Scanner.tsx';
import { t } from './text.ts';

/** The words of the kit's scanner. */
export const scannerTexts = (): ScannerTexts => ({
  opening: t('scan.opening'),
  aim: t('scan.aim'),
  denied: t('scan.denied'),
  none: t('scan.none'),
  failed: t('scan.failed'),
  again: t('scan.again'),
  torchOn: t('scan.torchOn'),
  torchOff: t('scan.torchOff'),
  photo: t('scan.photo'),
  photoEmpty: t('scan.photoEmpty'),
  type: t('scan.type'),
  typeLabel: t('scan.typeLabel'),
  typeHint: t('scan.typeHint'),
  typeDone: t('scan.typeDone'),
});
