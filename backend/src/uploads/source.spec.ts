import { expect, test } from '@jest/globals';
import { InvalidInput, UnsupportedSource } from '../graphql/errors.js';
import { cleanFileName, readAddress as readAddressOf, refuseByName } from './source.js';

const ALLOWED = ['127.0.0.1:8080', 'localhost:80'];
const readAddress = (url: string) => readAddressOf(url, ALLOWED);

test.each([
  ['episode.mp3', 'episode.mp3'],
  ['C:\\Podcasts\\Épisode 1.wav', 'Épisode 1.wav'],
  ['/etc/../passwd/a.mp3', 'a.mp3'],
  ['new\nline\u0000.mp3', 'newline.mp3'],
  ['right\u202Eto left.mp3', 'rightto left.mp3'],
  ['', null],
  ['..', null],
  ['a/', null],
  ['x'.repeat(256), null],
])('the file name of %j is %j', (given, clean) => {
  expect(cleanFileName(given)).toBe(clean);
});

test.each(['mp3', 'm4a', 'wav', 'flac', 'ogg', 'opus', 'mp4', 'mov', 'mkv', 'webm', 'aac', 'ts', 'avi', 'MP3', 'xyz'])(
  'a .%s file may be a recording',
  (extension) => {
    expect(refuseByName(`episode.${extension}`, 'application/octet-stream')).toBeNull();
  },
);

test('a name without an extension may be a recording', () => {
  expect(refuseByName('episode', 'audio/mpeg')).toBeNull();
});

test.each(['notes.txt', 'cover.JPG', 'episode.mp3.zip', 'list.m3u8', 'paper.pdf'])('%s is no recording', (name) => {
  expect(refuseByName(name)).toMatchObject({ code: 'NOT_MEDIA', nextStep: expect.stringContaining('mp3') as unknown });
});

test.each(['text/html; charset=utf-8', 'image/png', 'application/pdf'])('what is announced as %s is no recording', (type) => {
  expect(refuseByName('episode', type)).toBeInstanceOf(UnsupportedSource);
});

test('an address is taken apart', () => {
  expect(readAddress('https://cdn.example.org/shows/Episode%201.mp3?token=1')).toEqual({
    url: 'https://cdn.example.org/shows/Episode%201.mp3?token=1',
    fileName: 'Episode 1.mp3',
  });
  expect(readAddress('https://example.org')).toMatchObject({ fileName: 'episode' });
  expect(readAddress('https://example.org/%E0%A4%A')).toMatchObject({ fileName: '%E0%A4%A' });
});

test.each(['file:///etc/passwd', 'ftp://example.org/a.mp3', 'https://user:secret@example.org/a.mp3', 'javascript:alert(1)'])(
  '%s is refused',
  (url) => {
    expect(readAddress(url)).toMatchObject({ code: 'ADDRESS_REFUSED' });
  },
);

test.each([
  'http://127.0.0.1/a.mp3',
  'http://2130706433/a.mp3',
  'http://10.0.0.7:8080/a.mp3',
  'http://169.254.169.254/latest/meta-data',
  'http://[::1]/a.mp3',
  'http://[::ffff:192.168.1.1]/a.mp3',
  'http://localhost:8080/a.mp3',
  'https://studio.LOCALHOST./a.mp3',
])('%s is in a private network', (url) => {
  expect(readAddress(url)).toMatchObject({ code: 'ADDRESS_REFUSED', message: expect.stringContaining('private') as unknown });
});

test.each(['http://127.0.0.1:8080/a.mp3', 'http://localhost/a.mp3', 'http://8.8.8.8/a.mp3', 'https://localhost.example.org/a.mp3'])('%s is allowed', (url) => {
  expect(readAddress(url)).toMatchObject({ fileName: 'a.mp3' });
});

test('an address of a text is refused', () => {
  expect(readAddress('https://example.org/feed.xml')).toMatchObject({ code: 'NOT_MEDIA' });
});

test.each(['', 'example.org/a.mp3', `https://example.org/${'a'.repeat(2048)}`])('no address: %s', (url) => {
  const result = readAddress(url);
  expect(result).toBeInstanceOf(InvalidInput);
  expect(result).toMatchObject({ field: 'url' });
});
