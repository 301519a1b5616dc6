import { Injectable, inject, signal } from '@angular/core';
import { LiveAnnouncer } from '@angular/cdk/a11y';
import { told } from '../api/failures';

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  kind: 'note' | 'good' | 'bad';
  text: string;
  /** What to do about it. */
  hint?: string;
  action?: ToastAction;
}

/** Bad news stays until it is closed. */
const LASTS_MS = 6_000;

/** Short messages at the edge of the page: they cover no work, steal no focus, and are read out by screen readers. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  readonly #announcer = inject(LiveAnnouncer);
  readonly #list = signal<readonly Toast[]>([]);
  readonly list = this.#list.asReadonly();
  #next = 1;

  note(text: string, action?: ToastAction): void {
    this.#add({ kind: 'note', text, ...(action && { action }) });
  }

  good(text: string, action?: ToastAction): void {
    this.#add({ kind: 'good', text, ...(action && { action }) });
  }

  /** Tells of a thrown value in plain words. */
  failed(error: unknown, action?: ToastAction): void {
    const { message, nextStep } = told(error);
    this.#add({ kind: 'bad', text: message, hint: nextStep, ...(action && { action }) });
  }

  close(id: number): void {
    this.#list.update((list) => list.filter((toast) => toast.id !== id));
  }

  #add(toast: Omit<Toast, 'id'>): void {
    const id = this.#next++;
    this.#list.update((list) => [...list.filter(({ text }) => text !== toast.text).slice(-2), { ...toast, id }]);
    void this.#announcer.announce(
      [toast.text, toast.hint].filter(Boolean).join(' '),
      toast.kind === 'bad' ? 'assertive' : 'polite',
    );
    if (toast.kind !== 'bad') setTimeout(() => this.close(id), LASTS_MS);
  }
}
