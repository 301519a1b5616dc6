import { TestBed } from '@angular/core/testing';
import { expect, test } from '@jest/globals';
import { SentenceEditor } from './sentenceEditor';

const sentence = (text: string) => ({
  __typename: 'Sentence' as const,
  index: 0,
  startMs: 0,
  endMs: 1000,
  speaker: 'Maya',
  text,
  words: [],
});

test('what was typed stays when the transcript is read again, unless this sentence says something else now', () => {
  const fixture = TestBed.createComponent(SentenceEditor);
  const kept: string[] = [];
  fixture.componentInstance.saved.subscribe(({ text }) => kept.push(text));
  fixture.componentRef.setInput('speakers', ['Maya']);
  fixture.componentRef.setInput('selection', { start: 0, end: 0 });
  fixture.componentRef.setInput('sentence', sentence('As heard.'));
  fixture.detectChanges();
  const area = (fixture.nativeElement as HTMLElement).querySelector('textarea')!;
  const press = (): boolean => area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));

  area.value = 'As meant.';
  area.dispatchEvent(new Event('input'));
  fixture.componentRef.setInput('sentence', sentence('As heard.'));
  fixture.detectChanges();
  press();
  fixture.componentRef.setInput('sentence', sentence('As mended elsewhere.'));
  fixture.detectChanges();
  press();

  expect(kept).toEqual(['As meant.', 'As mended elsewhere.']);
});
