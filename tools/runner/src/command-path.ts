import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Folders of Debian's servers, which are on the PATH of root alone. */
const serverFolders = ['/usr/local/sbin', '/usr/sbin'];

/** Path of a command that this machine has, nginx for one. Undefined where it is not installed. */
export const commandPath = (name: string): string | undefined =>
  [...(process.env['PATH'] ?? '').split(delimiter), ...serverFolders]
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
