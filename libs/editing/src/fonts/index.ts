export { fontForLibass } from './forLibass.js';
export { createFontBook } from './fontBook.js';
export { fontPath, FONT_FILES } from './fontFiles.js';
export { createFontShelf } from './fontShelf.js';
export type { FontShelf } from './fontShelf.js';
