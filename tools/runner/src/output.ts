/** Output of a process, line by line: judged by severity, put in words. */

export type Severity = 'info' | 'warn' | 'error';

export interface OutputLine {
  readonly process: string;
  readonly severity: Severity;
  readonly text: string;
}

/** Reads a line: a pino record by its level, others by their stream. */
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
