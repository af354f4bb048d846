import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Spec } from './chart.ts';
import { formOf } from './form.ts';
import { tidied } from './tidied.ts';

/** A spec as inline SVG. Equal specs give equal drawings; where several share a page, placed.ts tells their ids apart. */
export async function render(spec: Spec): Promise<string> {
  const { form, rows, parameters, size } = formOf(spec);
  const view = new vega.View(parsed(form), { renderer: 'none', logger: strictLogger, loader: noLoader });
  view.width(size.width).height(size.height).padding(size.padding);
  for (const [name, value] of parameters) view.signal(name, value);
  for (const [name, values] of rows) view.data(name, [...values]);
  const svg = await view.toSVG();
  view.finalize();
  return tidied(svg);
}

/** A form is compiled and parsed once: over half of a drawing's time would go into that. */
const forms = new Map<string, vega.Runtime>();

function parsed(form: string): vega.Runtime {
  const runtime =
    forms.get(form) ??
    vega.parse(compile(JSON.parse(form) as unknown as TopLevelSpec, { logger: strictLogger }).spec);
  forms.set(form, runtime);
  return runtime;
}

/** A warning means a chart that shows something else than it says: it stops the build. */
const strictLogger: vega.LoggerInterface = {
  level: ((level?: number) =>
    level === undefined ? vega.Warn : strictLogger) as vega.LoggerInterface['level'],
  error: (...messages: readonly unknown[]) => fail(messages),
  warn: (...messages: readonly unknown[]) => fail(messages),
  info: () => strictLogger,
  debug: () => strictLogger,
};

function fail(messages: readonly unknown[]): never {
  throw new Error(`invalid chart: ${messages.map(String).join(' ')}`);
}

/** Charts carry their data; nothing is ever fetched. */
const noLoader: vega.Loader = {
  load: (uri) => Promise.reject(new Error(`a chart asked for ${uri}`)),
  sanitize: (uri) => Promise.reject(new Error(`a chart asked for ${uri}`)),
  http: (uri) => Promise.reject(new Error(`a chart asked for ${uri}`)),
  file: (uri) => Promise.reject(new Error(`a chart asked for ${uri}`)),
};
