export * from './runner.js';
export * from './fonts.js';
export * from './loudness.js';
export * from './palette.js';
export * from './render.js';
export * from './still.js';
