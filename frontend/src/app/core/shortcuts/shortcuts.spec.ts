import { TestBed } from '@angular/core/testing';
import { expect, test } from '@jest/globals';
import { Shortcuts } from './shortcuts';

test('Shift tells redo from undo, and is part of a character that is typed with it', () => {
  const pressed: string[] = [];
  const shortcuts = TestBed.inject(Shortcuts);
  TestBed.runInInjectionContext(() =>
    shortcuts.register({
      title: 'Page',
      shortcuts: [
        { key: 'z', ctrl: true, label: 'Undo', run: () => pressed.push('undo') },
        { key: 'z', ctrl: true, shift: true, label: 'Redo', run: () => pressed.push('redo') },
        { key: '?', label: 'Show the keys', run: () => pressed.push('keys') },
      ],
    }),
  );
  const press = (key: string, held: KeyboardEventInit = {}): boolean =>
    document.dispatchEvent(new KeyboardEvent('keydown', { key, ...held, cancelable: true }));

  press('z', { ctrlKey: true });
  press('Z', { ctrlKey: true, shiftKey: true });
  press('Z', { metaKey: true, shiftKey: true });
  press('?', { shiftKey: true });
  press('z');
  press('?', { ctrlKey: true, shiftKey: true });

  expect(pressed).toEqual(['undo', 'redo', 'redo', 'keys']);
});

test('the arrows are of the slider that has the focus', () => {
  const pressed: string[] = [];
  TestBed.runInInjectionContext(() =>
    TestBed.inject(Shortcuts).register({
      title: 'Page',
      shortcuts: [{ key: 'ArrowLeft', label: 'Back', run: () => pressed.push('back') }],
    }),
  );
  const slider = document.body.appendChild(Object.assign(document.createElement('input'), { type: 'range' }));
  const press = (target: EventTarget): boolean =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true, cancelable: true }));

  expect(press(slider)).toBe(true);
  expect(pressed).toEqual([]);
  expect(press(document)).toBe(false);
  expect(pressed).toEqual(['back']);
  slider.remove();
});
