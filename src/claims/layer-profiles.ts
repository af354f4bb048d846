import type { MeasurementSpec } from '../measurements/registry.ts';
import { layerMoment } from '../measurements/specs.ts';
import { depth, type Network } from '../network/network.ts';
import { quantile } from '../statistics/quantile.ts';
import type { LayerValues, Usually } from './claim.ts';
import type { LayerProfileRecord } from './evidence.ts';

/** What is read for a drawing layer by layer: the mean square in each. */
export const layerMeasures = (network: Network, of: LayerValues): MeasurementSpec[] =>
  Array.from({ length: depth(network) }, (_, l) => layerMoment(l + 1, of, 'meanSquare'));

/** Reads what was measured of an arm under one key. */
type Read = (arm: string, measure: MeasurementSpec) => number | null;

/** Each arm's mean square by layer: 10 %, 50 % and 90 % quantiles over the keys. */
export function layerProfiles(
  { arms, layers, setting }: Pick<Usually, 'arms' | 'layers' | 'setting'>,
  keys: readonly Read[],
): LayerProfileRecord[] {
  return layers.flatMap((of) =>
    Object.keys(arms).map((arm) => {
      const values = layerMeasures(setting.network, of).map((measure) =>
        keys.map((read) => read(arm, measure) ?? Number.NaN),
      );
      const curve = (q: number) => values.map((layer) => quantile(layer, q));
      return { arm, of, low: curve(0.1), median: curve(0.5), high: curve(0.9) };
    }),
  );
}
