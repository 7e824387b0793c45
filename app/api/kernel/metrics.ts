/** Upper bounds of the duration histogram, in seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

type Histogram = { readonly counts: number[]; sum: number; count: number };
type Held = { readonly counters: Map<string, Map<string, number>>; readonly durations: Map<string, Histogram> };

const global = globalThis as typeof globalThis & { tallyhouseMetrics?: Held };

/** One register a process, whichever bundle of the server counts. */
function held(): Held {
  return (global.tallyhouseMetrics ??= { counters: new Map(), durations: new Map() });
}

/** What this process counts, by metric name: its help text and its labels. */
const COUNTERS = {
  tallyhouse_http_requests_total: "Requests to the interface, by method, route and status.",
  tallyhouse_declarations_lodged_total: "Declarations lodged through the interface, by outcome (created, revised).",
  tallyhouse_line_verdicts_total: "Verdicts given to declaration lines in answers of the interface, by kind.",
} as const;
type Counter = keyof typeof COUNTERS;

/** Adds to a counter; `labels` in the order they are to be shown. */
export function count(counter: Counter, labels: Readonly<Record<string, string | number>>, by = 1): void {
  const series = held().counters.get(counter) ?? new Map<string, number>();
  held().counters.set(counter, series);
  const key = labelText(labels);
  series.set(key, (series.get(key) ?? 0) + by);
}

/** Counts one request to a route (its pattern, never the address itself) and how long it took, in seconds. */
export function countRequest(method: string, route: string, status: number, seconds: number): void {
  count("tallyhouse_http_requests_total", { method, route, status });
  const key = labelText({ method, route });
  const histogram = held().durations.get(key) ?? { counts: BUCKETS.map(() => 0), sum: 0, count: 0 };
  held().durations.set(key, histogram);
  for (const [index, bound] of BUCKETS.entries()) if (seconds <= bound) histogram.counts[index] = (histogram.counts[index] ?? 0) + 1;
  histogram.sum += seconds;
  histogram.count += 1;
}

/** A figure read at the moment of asking. */
export type Gauge = { readonly name: string; readonly help: string; readonly values: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[] };

/** Everything counted so far and the gauges given, in the Prometheus text format 0.0.4. */
export function exposition(gauges: readonly Gauge[]): string {
  const { counters, durations } = held();
  const lines: string[] = [];
  for (const [name, help] of Object.entries(COUNTERS)) {
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} counter`);
    for (const [labels, value] of counters.get(name) ?? []) lines.push(`${name}{${labels}} ${value}`);
  }
  const duration = "tallyhouse_http_request_duration_seconds";
  lines.push(`# HELP ${duration} Time from request to answer.`, `# TYPE ${duration} histogram`);
  for (const [labels, histogram] of durations) {
    for (const [index, bound] of BUCKETS.entries()) lines.push(`${duration}_bucket{${labels},le="${bound}"} ${histogram.counts[index] ?? 0}`);
    lines.push(`${duration}_bucket{${labels},le="+Inf"} ${histogram.count}`, `${duration}_sum{${labels}} ${histogram.sum}`, `${duration}_count{${labels}} ${histogram.count}`);
  }
  for (const gauge of gauges) {
    lines.push(`# HELP ${gauge.name} ${gauge.help}`, `# TYPE ${gauge.name} gauge`);
    for (const { labels, value } of gauge.values) lines.push(`${gauge.name}${Object.keys(labels).length > 0 ? `{${labelText(labels)}}` : ""} ${value}`);
  }
  return `${lines.join("\n")}\n`;
}

function labelText(labels: Readonly<Record<string, string | number>>): string {
  return Object.entries(labels).map(([name, value]) => `${name}="${String(value).replace(/[\\"\n]/g, (mark) => (mark === "\n" ? "\\n" : `\\${mark}`))}"`).join(",");
}
