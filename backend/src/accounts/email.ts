const MAX_LENGTH = 254;

/** Something before the @ and something behind it; whether letters arrive there, only letters can tell. */
export const isEmail = (text: string): boolean => text.length <= MAX_LENGTH && /^[^\s@]+@[^\s@]+$/.test(text);
