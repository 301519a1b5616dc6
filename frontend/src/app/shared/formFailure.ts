import { computed, signal } from '@angular/core';
import { Refusal, told } from '../core/api/failures';

/** Why a form was not accepted: something about one of its fields, or about all of it. */
export class FormFailure {
  readonly #failure = signal<{ field: string | null; text: string } | null>(null);
  /** What no field of the form is to blame for. */
  readonly general = computed(() => {
    const failure = this.#failure();
    return failure?.field === null ? failure.text : null;
  });

  /** @param fields of the form, as the API calls them */
  constructor(private readonly fields: readonly string[]) {}

  /** What is wrong with a field, to be shown below it. */
  of(field: string): string | null {
    const failure = this.#failure();
    return failure?.field === field ? failure.text : null;
  }

  clear(): void {
    this.#failure.set(null);
  }

  /** Takes in what was thrown. */
  set(error: unknown): void {
    const field = error instanceof Refusal ? error.details['field'] : null;
    const { message, nextStep } = told(error);
    if (typeof field === 'string' && this.fields.includes(field)) this.#failure.set({ field, text: message });
    else this.#failure.set({ field: null, text: `${message} ${nextStep}` });
  }
}
