/** Which program is the server. */
import * as fs from 'node:fs';
import * as path from 'node:path';

export interface Found {
  command: string;
  /** Where it was found, in words. */
  source: 'the setting perspective.server.path' | 'this extension' | 'the PATH';
}

export interface Places {
  /** The setting; not to be given for a workspace that is not trusted. */
  setting?: string;
  /** The extension's folder. */
  extension: string;
  /** The environment's PATH. */
  searched?: string;
  windows?: boolean;
}

/**
 * The server: the one that the user names, else the one that came with the extension, else the one on the PATH.
 *
 * A named one that is not there is an error, not a reason to take another: the user wanted that one.
 */
export function find(places: Places): Found | { problem: string } {
  const name = places.windows ? 'perspective-ls.exe' : 'perspective-ls';
  if (places.setting) {
    return isFile(places.setting)
      ? { command: places.setting, source: 'the setting perspective.server.path' }
      : { problem: `There is no file at ${places.setting}, which the setting perspective.server.path names.` };
  }
  const bundled = path.join(places.extension, 'bin', name);
  if (isFile(bundled)) {
    makeExecutable(bundled);
    return { command: bundled, source: 'this extension' };
  }
  for (const folder of (places.searched ?? '').split(path.delimiter)) {
    const candidate = path.join(folder, name);
    if (path.isAbsolute(folder) && isFile(candidate)) {
      return { command: candidate, source: 'the PATH' };
    }
  }
  return {
    problem:
      'perspective-ls is neither in this extension nor on the PATH. Install it, or name it in the setting perspective.server.path.',
  };
}

function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Some ways of unpacking an extension lose the permission to run what is in it. */
function makeExecutable(file: string): void {
  try {
    fs.accessSync(file, fs.constants.X_OK);
  } catch {
    try {
      fs.chmodSync(file, 0o755);
    } catch {
      // Starting it will tell.
    }
  }
}
