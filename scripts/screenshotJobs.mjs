import { execFile, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './prepare.mjs';
import { SAMPLE, truthVtt } from './sampleVtt.mjs';

/** Jobs for the pictures, given in by the command. */
export class Jobs {
  #stack;
  #folder;

  constructor(stack, folder) {
    this.#stack = stack;
    this.#folder = folder;
  }

  /** The sample with its transcript brought along, to the end of the command; gives the project's id. */
  async make(...options) {
    const transcript = path.join(this.#folder, 'told.vtt');
    await writeFile(transcript, truthVtt());
    const { id, ended } = this.#run(SAMPLE, '--transcript', transcript, ...options);
    await ended;
    return id;
  }

  /** The sample without its transcript: it has to be listened to. Gives the project's id as soon as there is one. */
  begin(...options) {
    return this.#run(SAMPLE, ...options).id;
  }

  /** A recording in which nobody speaks. */
  async fail() {
    const file = path.join(this.#folder, 'Sound check.wav');
    await promisify(execFile)(this.#stack.env.FFMPEG_PATH, ['-hide_banner', '-loglevel', 'error', '-f', 'lavfi', '-i', 'sine=f=220:d=15', file]);
    const { id, ended } = this.#run(file);
    await ended;
    return id;
  }

  async firstReel(projectId) {
    const { addresses, apiKey } = this.#stack;
    const response = await fetch(`${addresses.api}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ query: 'query ($id: ID!) { project(id: $id) { reels { id } } }', variables: { id: projectId } }),
    });
    return (await response.json()).data.project.reels[0].id;
  }

  /** Runs `reels`: `id` of the project when there is one, `ended` with the command. */
  #run(...args) {
    const { addresses, apiKey } = this.#stack;
    const env = { ...process.env, REELS_API_URL: addresses.api, API_KEY: apiKey };
    const child = spawn(process.execPath, ['cli/bin/reels.mjs', ...args, '--json', '--out', path.join(this.#folder, 'out')], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => child.on('close', resolve));
    const id = new Promise((resolve, reject) => {
      let said = '';
      child.stdout.on('data', (chunk) => {
        said += chunk;
        const line = said.split('\n').find((line) => line.startsWith('{"type":"project"'));
        if (line) resolve(JSON.parse(line).id);
      });
      ended.then(() => reject(new Error(`No project was made of ${args[0]}: ${said}`)));
    });
    return { id, ended };
  }
}
