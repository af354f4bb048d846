import { named } from './variance-scaling.ts';

/** What `torch.nn.Linear` starts from: U(±√(1 / fan-in)), a sixth of He’s variance. */
export const pytorchLinear = named(
  'pytorch-linear',
  { scale: 1 / 3, mode: 'fan-in', distribution: 'uniform' },
  {
    label: 'PyTorch linear',
    source: 'PyTorch, torch.nn.Linear, "Variables": U(−√k, √k), k = 1 / in_features',
  },
);
