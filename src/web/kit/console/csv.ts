export { type Cell, csvOf, receiptOf } from '../../../core/sheet/write.ts';

export const saveFile = (name: string, content: string | Blob, type = 'text/csv;charset=utf-8'): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
