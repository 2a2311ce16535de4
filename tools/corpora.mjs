// The table of third-party test suites, read out of what the tests print (standard input): suite, cases, passed, skipped with the reason.
// A line of a suite in a form not known here is an error: a table that leaves a suite out in silence says less than none.
import { readFileSync } from 'node:fs';

const FORMS = [
    [/^(.+): (\d+) of (\d+) as expected(?:, (.+))?$/, ([, suite, passed, cases, skipped]) => ({ suite, cases, passed, skipped })],
    [/^(.+): (\d+) judged, (\d+) passed, skipped: (.*)$/, ([, suite, cases, passed, skipped]) => ({ suite, cases, passed, skipped })],
    [/^(.+): (\d+) as expected$/, ([, suite, cases]) => ({ suite, cases, passed: cases })],
    [/^(.+): (\d+) of (\d+)$/, ([, suite, passed, cases]) => ({ suite, cases, passed })],
    [/^skipped: (.+) is not (?:here|beside the checkout)$/, ([, suite]) => ({ suite, cases: '0', passed: '0', skipped: 'all: the suite is not here' })],
];

// Skipped cases that are printed one by one, below the line of their suite.
function count(row, reason) {
    row.reasons ??= new Map();
    row.reasons.set(reason, (row.reasons.get(reason) ?? 0) + 1);
}

const rows = [];
const unknown = [];
for (const line of readFileSync(0, 'utf8').split('\n').map((line) => line.replace(/^test \S+ \.\.\. (?!ok$|FAILED$)/, '').trim())) {
    const form = FORMS.find(([pattern]) => pattern.test(line));
    const reason = /^\S+: does not apply, (.+)$/.exec(line)?.[1];
    if (form) rows.push(form[1](line.match(form[0])));
    else if (reason && rows.length) count(rows.at(-1), reason);
    else if (/\d+ (?:of|judged|as expected)\b/.test(line)) unknown.push(line);
}
const skips = (row) => row.reasons ? [...row.reasons].map(([reason, times]) => `${times}: ${reason}`).join('; ') : row.skipped ?? '';
const table = [['suite', 'cases', 'passed', 'skipped'], ...rows.map((row) => [row.suite, row.cases, row.passed, skips(row)])];
const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column].length)));
for (const [suite, cases, passed, skipped] of table) {
    console.log(`${suite.padEnd(widths[0])}  ${cases.padStart(widths[1])}  ${passed.padStart(widths[2])}  ${skipped}`.trimEnd());
}
for (const line of unknown) console.error(`A line in no known form: ${line}`);
process.exitCode = unknown.length || !rows.length ? 1 : 0;
