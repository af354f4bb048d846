import { stepLabel } from './labels.ts';
import type { RunMeasurement } from './measurement.ts';

/** Share of points whose class is right: of the training or the test points, at a step or at the run's end. */
export const accuracy = ({ of, step }: { of: 'train' | 'test'; step?: number }): RunMeasurement => ({
  label: `${of === 'train' ? 'training' : 'test'} accuracy ${step === undefined ? 'at the end' : stepLabel(step)}`,
  unit: '',
  better: 'higher',
  scale: 'linear',
  reads: 'run',
  censored: false,
  missing: ({ steps, record }) =>
    !record.stopOnceCrossed && (step === undefined || step === steps || record.accuracyAt?.includes(step))
      ? undefined
      : `the accuracy ${step === undefined ? 'at the end' : stepLabel(step)}`,
  read({ accuracies }) {
    const at = step === undefined ? accuracies.at(-1) : accuracies.find((entry) => entry.step === step);
    return at?.[of] ?? null;
  },
});
