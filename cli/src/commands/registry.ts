import type { Command, Option } from '../arguments/command.js';
import { OUTPUT_OPTIONS } from '../job/output.js';
import { LENGTH_OPTIONS, LOOK_OPTIONS, PART_OPTIONS } from '../job/projectOptions.js';

const JSON_OPTION: Option = { name: 'json', help: 'the answer as JSON' };
const TITLE_OPTION: Option = {
  name: 'title',
  value: 'TEXT',
  help: "the episode's title (else what the file says, else its name)",
};
const ONE_PROJECT = { min: 1, max: 1, what: 'the id of a project' };
const NO_WORDS = { min: 0, max: 0, what: 'nothing' };
const ABOUT_IDS =
  'The id may be shortened to its last (or first) characters, as long as they fit one project only. "reels list" shows the ids.';
const ABOUT_EPISODES =
  'EPISODE is an audio or video file (mp3, m4a, wav, flac, ogg, opus, mp4, mov, mkv, webm) or the http(s) address of one. Everything runs on this machine: a running stack is used (see "reels start"), else one is started for this job; what is missing is fetched first.';

/** Every command, in the order of the help; the one without a name is the default job. */
export const COMMANDS: readonly Command[] = [
  {
    name: '',
    usage: 'EPISODE [options]',
    summary: 'make captioned vertical reels from an episode',
    details: [
      `${ABOUT_EPISODES} The reels go into a folder with their subtitles and thumbnails, the transcript and reels.json.`,
      'Ctrl-C loses nothing: "reels retry ID" goes on from the last finished step. The exit code is 0 only when every reel passed its checks, and 3 when --reels asked for more than the episode holds.',
    ],
    options: [
      ...LENGTH_OPTIONS,
      ...PART_OPTIONS,
      ...LOOK_OPTIONS,
      TITLE_OPTION,
      {
        name: 'transcript',
        value: 'FILE',
        help: 'use this transcript (SRT, WebVTT, Podcasting 2.0 JSON, transcript.json) in place of recognition',
      },
      { name: 'review', help: 'stop after the highlights; "reels approve" goes on' },
      ...OUTPUT_OPTIONS,
    ],
    examples: [
      ['episode.mp3', 'up to five reels of 20 to 60 seconds, in reels-out/episode/'],
      ['interview.mp4 --reels 3 --min 15 --max 45s --captions capsule', 'three shorter reels in another style'],
      ['https://example.org/episode.mp3 --from 12:30 --for 20m --out clips', 'only a part of an episode from the net'],
      ['episode.mp3 --transcript episode.vtt --review', 'with a transcript of your own; look at the highlights first'],
    ],
    words: { min: 1, max: 1, what: 'one episode' },
    load: () => import('./make.js'),
  },
  {
    name: 'start',
    usage: '',
    summary: 'bring the whole stack up and keep it up (npm start)',
    details: [
      'Postgres, MinIO, Temporal with its UI, the API and one worker for all queues. Their addresses are printed; a part that dies is started again. Ctrl-C lets the worker finish what it is at and stops all; a second Ctrl-C does not wait. Nothing finished is lost either way.',
      'Where data and caches lie is set by REELS_HOME, the port of the API by API_PORT; see .env.example.',
    ],
    options: [
      { name: 'quiet', short: 'q', help: 'tell only what goes wrong' },
      { name: 'json', help: 'one JSON object a line' },
    ],
    examples: [['start', 'the same as npm start']],
    words: NO_WORDS,
    load: () => import('./start.js'),
  },
  {
    name: 'worker',
    usage: '--queues NAME,NAME',
    summary: 'run one more worker, for some of the queues (npm run worker)',
    details: [
      'Works for the stack that runs on this machine; without one, for the one that the settings name (DATABASE_URL, TEMPORAL_ADDRESS, S3_ENDPOINT, ...; see .env.example). Ctrl-C lets it finish what it is at.',
    ],
    options: [{ name: 'queues', value: 'LIST', help: 'pipeline, ingest, transcribe, ai, render: separated by commas (all)' }],
    examples: [['worker --queues render,transcribe', 'a pool for the heavy work']],
    words: NO_WORDS,
    load: () => import('./worker.js'),
  },
  {
    name: 'doctor',
    usage: '',
    summary: 'look at each part that is needed, and say how to mend what is wrong',
    details: ['Fetches and changes nothing. The exit code is 1 when something must be mended first.'],
    options: [{ name: 'json', help: 'one JSON object a line, one for each part' }],
    examples: [['doctor', 'programs, models, ports, disk: what is there, what will be fetched, what is wrong']],
    words: NO_WORDS,
    load: () => import('./doctor.js'),
  },
  {
    name: 'list',
    usage: '[--first N]',
    summary: 'the projects there are, the newest first',
    details: [],
    options: [{ name: 'first', value: 'N', help: 'how many at most (20)' }, JSON_OPTION],
    examples: [['list', 'ids, states and titles']],
    words: NO_WORDS,
    load: () => import('./list.js'),
  },
  {
    name: 'status',
    usage: 'ID',
    summary: 'one project: its state, highlights and reels',
    details: [ABOUT_IDS],
    options: [JSON_OPTION],
    examples: [['status 9f3c1a2b', 'by the last characters of its id']],
    words: ONE_PROJECT,
    load: () => import('./status.js'),
  },
  {
    name: 'cancel',
    usage: 'ID',
    summary: 'end a job; what is finished of it stays',
    details: [ABOUT_IDS],
    options: [JSON_OPTION],
    examples: [['cancel 9f3c1a2b', '"reels retry" goes on with it later']],
    words: ONE_PROJECT,
    load: () => import('./cancel.js'),
  },
  {
    name: 'retry',
    usage: 'ID [--out DIR]',
    summary: 'go on with a project from its last finished step',
    details: [
      'A project that failed or was cancelled is begun anew, without repeating what is finished; one that still runs (after Ctrl-C, or a crash) is watched. Either way its reels are written into the folder in the end.',
      ABOUT_IDS,
    ],
    options: OUTPUT_OPTIONS,
    examples: [['retry 9f3c1a2b', 'after a Ctrl-C, a crash or a failure']],
    words: ONE_PROJECT,
    load: () => import('./retry.js'),
  },
  {
    name: 'approve',
    usage: 'ID [--only N,N | HIGHLIGHT_ID ...] [--out DIR]',
    summary: 'make reels of the highlights of a project made with --review',
    details: [
      'Without --only or ids all highlights are approved. Those that are not are rejected. Numbers are those that "reels status" shows.',
      ABOUT_IDS,
    ],
    options: [{ name: 'only', value: 'LIST', help: 'these highlights, by number: 1,3 or 2-4' }, ...OUTPUT_OPTIONS],
    examples: [
      ['approve 9f3c1a2b', 'all of them'],
      ['approve 9f3c1a2b --only 1,3', 'the first and the third'],
    ],
    words: { min: 1, max: 100, what: 'the id of a project' },
    load: () => import('./approve.js'),
  },
  {
    name: 'delete',
    usage: 'ID',
    summary: 'remove a project for good: its records and stored files',
    details: [`Folders into which it was exported stay. ${ABOUT_IDS}`],
    options: [JSON_OPTION],
    examples: [['delete 9f3c1a2b', 'cannot be undone']],
    words: ONE_PROJECT,
    load: () => import('./delete.js'),
  },
  {
    name: 'export',
    usage: 'ID [--out DIR]',
    summary: 'write the files of a project into a folder',
    details: [`Its finished reels with subtitles and thumbnails, the transcript and reels.json. ${ABOUT_IDS}`],
    options: OUTPUT_OPTIONS,
    examples: [['export 9f3c1a2b --out clips', 'into the folder clips']],
    words: ONE_PROJECT,
    load: () => import('./export.js'),
  },
  {
    name: 'transcribe',
    usage: 'EPISODE [--out DIR]',
    summary: 'stop after the transcript: JSON, SRT, WebVTT and plain text',
    details: [ABOUT_EPISODES],
    options: [...PART_OPTIONS, TITLE_OPTION, ...OUTPUT_OPTIONS],
    examples: [['transcribe episode.mp3 --out text', 'text/transcript.json, .srt, .vtt and .txt']],
    words: { min: 1, max: 1, what: 'one episode' },
    load: () => import('./transcribe.js'),
  },
  {
    name: 'highlights',
    usage: 'TRANSCRIPT [--reels N] [--min TIME] [--max TIME]',
    summary: 'find the highlights of a transcript file; prints JSON, needs no stack',
    details: [
      'TRANSCRIPT is an SRT, WebVTT, Podcasting 2.0 JSON or transcript.json file. Printed is {"highlights": [{startMs, endMs, score, reasons, title, boundaries}]}, the best first.',
    ],
    options: [...LENGTH_OPTIONS, ...PART_OPTIONS, { name: 'json', help: 'errors as JSON, too' }],
    examples: [['highlights episode.vtt --reels 3', 'the three best moments']],
    words: { min: 1, max: 1, what: 'one transcript file' },
    load: () => import('./highlights.js'),
  },
  {
    name: 'feedback',
    usage: '[--first N]',
    summary: 'what users said in the console, the newest first',
    details: ['The form is at the foot of each page of the console. With --json also what the page showed, if that was sent.'],
    options: [{ name: 'first', value: 'N', help: 'how many at most (20)' }, JSON_OPTION],
    examples: [['feedback', 'when, by whom, on which page, and what']],
    words: NO_WORDS,
    load: () => import('./feedback.js'),
  },
  {
    name: 'sign-in-link',
    usage: '',
    summary: 'a forgotten password: a one-time link to set a new one',
    details: [
      'Prints a link to a page of the console where the owner sets a new password. It works once, within an hour, and until another one is printed; then everybody who was signed in with the former password is signed out. It needs a running stack, or REELS_API_URL and API_KEY.',
    ],
    options: [JSON_OPTION],
    examples: [['sign-in-link', 'for the owner of the workspace']],
    words: NO_WORDS,
    load: () => import('./signInLink.js'),
  },
  {
    name: 'version',
    usage: '',
    summary: 'the version of reels',
    details: [],
    options: [JSON_OPTION],
    examples: [['version', 'such as "reels 0.1.0"']],
    words: NO_WORDS,
    load: () => import('./version.js'),
  },
];
