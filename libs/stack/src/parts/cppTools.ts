import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackZip } from '../fetch/archives.js';
import type { Pin } from '../fetch/registries.js';
import { programsNamed } from '../system/environment.js';
import type { Platform } from '../system/platform.js';
import type { Host } from './recipe.js';

/** What builds a C++ program with CMake: installed tools where there are some, else wheels that carry them. */
export interface CppTools {
  /** The wheels to fetch for what is missing. */
  files: Pin[];
  /** Unpacks the fetched wheels; gives CMake and the options that name the other tools. */
  prepare(archives: string[], folder: string): Promise<{ cmake: string; options: string[] }>;
}

/** Wheels by platform: for CMake, Ninja and Zig (whose `zig c++` is a whole clang with its libraries). */
const WHEEL_PLATFORMS: Record<Platform, { cmake: Pin; ninja: Pin; zig: Pin }> = {
  'linux-x64': {
    cmake: cmake('manylinux2014_x86_64.manylinux_2_17_x86_64', 30_245_729, 'f773a0544c66370408f451acd487c2c643b0dfebb48c5d64f3638bc1bb820238'),
    ninja: ninja('manylinux2014_x86_64.manylinux_2_17_x86_64', 183_365, '65a24341b5ac09fcadcc37082660be40a94174e51a937fabf6e2cae26225fa2c'),
    zig: zig('manylinux_2_12_x86_64.manylinux2010_x86_64.musllinux_1_1_x86_64', 101_083_562, 'ea6cc5d87b033cf0aedfbc8f9549a908cae6c50ac31f1698188fa48a74524b54'),
  },
  'linux-arm64': {
    cmake: cmake('manylinux2014_aarch64.manylinux_2_17_aarch64', 30_300_845, 'b3029f586853e01ddf2824c1ff124a1c5284f8ae897994758e9c4eeb45903b58'),
    ninja: ninja('manylinux2014_aarch64.manylinux_2_17_aarch64', 177_180, 'd775a5e43e9088f507a6250d57fcf5678eb31268c545feb5064ffeee33735622'),
    zig: zig('manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64', 98_063_064, 'b7c5f02fccd40f89b999ee16a1f5ddced56e6182370f8affe494bcf8a28cf07e'),
  },
  'darwin-x64': {
    cmake: cmake('macosx_10_10_universal2', 54_404_900, '883962a72b1b3a16ff445427f24c8caca9797dd9e563bbe208cbcd89e877f9d3'),
    ninja: ninja('macosx_10_9_universal2', 306_611, 'fd82e26c0706ad4ab88e5fdd26f3fab0a987a90f810160f6c322e752c6af298b'),
    zig: zig('macosx_13_0_x86_64', 104_485_232, '4e0b4b9c02b8d0d220e9948010f860b62ff11d96abb39762eca5fa2ef3f7bc97'),
  },
  'darwin-arm64': {
    cmake: cmake('macosx_10_10_universal2', 54_404_900, '883962a72b1b3a16ff445427f24c8caca9797dd9e563bbe208cbcd89e877f9d3'),
    ninja: ninja('macosx_10_9_universal2', 306_611, 'fd82e26c0706ad4ab88e5fdd26f3fab0a987a90f810160f6c322e752c6af298b'),
    zig: zig('macosx_13_0_arm64', 100_390_379, '09953b6af7f64168b915180a42774f520f92d86ef6331b28e33915c7e1f0bb23'),
  },
};

function wheel(project: string, version: string, platform: string, bytes: number, sha256: string): Pin {
  return { kind: 'pypi', project, file: `${project}-${version}-py3-none-${platform}.whl`, bytes, digest: `sha256:${sha256}` };
}
function cmake(platform: string, bytes: number, sha256: string): Pin {
  return wheel('cmake', '4.4.4', platform, bytes, sha256);
}
function ninja(platform: string, bytes: number, sha256: string): Pin {
  return wheel('ninja', '1.13.2', platform, bytes, sha256);
}
function zig(platform: string, bytes: number, sha256: string): Pin {
  return wheel('ziglang', '0.17.1', platform, bytes, sha256);
}

export function cppTools({ platform, env }: Host): CppTools {
  const wheels = WHEEL_PLATFORMS[platform];
  const has = (...names: string[]): boolean => names.some((name) => programsNamed(name, env).length > 0);
  const installedCmake = programsNamed('cmake', env)[0];
  const hasCompiler = has('c++', 'g++', 'clang++') && has('cc', 'gcc', 'clang');
  const hasMaker = has('make', 'ninja');
  const missing = { cmake: !installedCmake, ninja: !hasMaker, zig: !hasCompiler };
  const names = (['cmake', 'ninja', 'zig'] as const).filter((name) => missing[name]);

  return {
    files: names.map((name) => wheels[name]),
    async prepare(archives, folder) {
      for (const [index, name] of names.entries()) await unpackZip(archives[index] ?? '', join(folder, name));
      const options: string[] = [];
      if (missing.ninja) options.push('-G', 'Ninja', `-DCMAKE_MAKE_PROGRAM=${join(folder, 'ninja', 'ninja-1.13.2.data', 'scripts', 'ninja')}`);
      else if (!has('make')) options.push('-G', 'Ninja');
      if (missing.zig) {
        const compiler = join(folder, 'zig', 'ziglang', 'zig');
        options.push(`-DCMAKE_C_COMPILER=${await script(folder, 'cc', `${compiler}" cc`)}`, `-DCMAKE_CXX_COMPILER=${await script(folder, 'c++', `${compiler}" c++`)}`);
      }
      return { cmake: installedCmake ?? join(folder, 'cmake', 'cmake', 'data', 'bin', 'cmake'), options };
    },
  };
}

/** CMake wants a compiler to be one program, and Zig's are two words. */
async function script(folder: string, name: string, command: string): Promise<string> {
  const path = join(folder, `zig-${name}`);
  await writeFile(path, `#!/bin/sh\nexec "${command} "$@"\n`, { mode: 0o755 });
  return path;
}
