export * from './guardedFetch.js';
export * from './logging.js';
export * from './settings.js';
export * from './storage.js';
