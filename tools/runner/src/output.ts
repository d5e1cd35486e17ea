/** What a process says, line by line: judged by severity, put in words for the terminal. */

export type Severity = 'info' | 'warn' | 'error';

export interface OutputLine {
  readonly process: string;
  readonly severity: Severity;
  readonly text: string;
}

/** Reads one line: a pino record by its level, anything else by the stream it came on. */
export function readLine(process: string, stream: 'stdout' | 'stderr', line: string): OutputLine {
  const record = readRecord(line);
  if (!record) return { process, severity: stream === 'stderr' ? 'error' : 'info', text: line };
  const cause = record.err?.message;
  const text = [record.msg, cause !== record.msg && cause].filter(Boolean).join(': ');
  return { process, severity: record.level >= 50 ? 'error' : record.level >= 40 ? 'warn' : 'info', text: text || line };
}

interface LogRecord {
  readonly level: number;
  readonly msg?: string;
  readonly err?: { readonly message?: string };
}

function readRecord(line: string): LogRecord | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const record = JSON.parse(line) as Partial<LogRecord>;
    return typeof record.level === 'number' ? (record as LogRecord) : undefined;
  } catch {
    return undefined;
  }
}

/** As the terminal shows it. */
export const formatLine = ({ process, severity, text }: OutputLine): string =>
  `${process.padEnd(17)}  ${severity.padEnd(5)}  ${text}`;
