import { UsageError } from '../failure.js';
import { parseDuration } from './duration.js';

/** The words and options that were typed after a command; reading one checks its value and names it when it is wrong. */
export class Arguments {
  constructor(
    readonly words: readonly string[],
    private readonly values: ReadonlyMap<string, string | true>,
  ) {}

  /** Whether a switch was given. */
  flag(name: string): boolean {
    return this.values.has(name);
  }

  /** An option's value as typed. */
  text(name: string): string | undefined {
    const value = this.values.get(name);
    if (value === undefined || value === true) return undefined;
    if (value.trim() === '') throw new UsageError(`--${name} is empty.`);
    return value;
  }

  /** A whole number within bounds, both included. */
  wholeNumber(name: string, min: number, max: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const number = /^\d+$/.test(text) ? Number(text) : NaN;
    if (!(number >= min && number <= max))
      throw new UsageError(`--${name} takes a whole number from ${min} to ${max}, not "${text}".`);
    return number;
  }

  /** A length or a point of time, in milliseconds. */
  duration(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const milliseconds = parseDuration(text);
    if (milliseconds === null) throw new UsageError(`--${name} takes a time such as 20, 20s, 1:05 or 1m5s, not "${text}".`);
    return milliseconds;
  }

  /** One of a list of words, in any case. */
  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const choice = choices.find((each) => each === text.toLowerCase());
    if (!choice) throw new UsageError(`--${name} takes ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}, not "${text}".`);
    return choice;
  }

  /** A language tag in its canonical form (BCP 47), such as `en` or `pt-BR`. */
  language(name: string): string | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    try {
      return Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0];
    } catch {
      throw new UsageError(`--${name} takes a language tag such as en, de or pt-BR, not "${text}".`);
    }
  }
}
