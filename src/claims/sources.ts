import type { z } from 'zod';
import type { stated } from './stated.ts';

/** Where a claim is made. */
export type Source = Readonly<z.infer<typeof stated.source>>;

/** The course notes that the project starts from. */
export const notes = (where: string): Source => ({
  title: 'Initialization (course notes)',
  where,
  url: null,
});

/** The assignment behind the notes. */
export const course = (where: string): Source => ({
  title: 'deeplearning.ai, Improving Deep Neural Networks, week 1, Initialization',
  where,
  url: 'https://www.coursera.org/learn/deep-neural-network',
});

export const paper = (title: string, where: string, url: string): Source => ({ title, where, url });

export const he2015 = (where: string): Source =>
  paper(
    'He, Zhang, Ren, Sun: Delving Deep into Rectifiers (2015)',
    where,
    'https://arxiv.org/abs/1502.01852',
  );

export const glorot2010 = (where: string): Source =>
  paper(
    'Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks (2010)',
    where,
    'https://proceedings.mlr.press/v9/glorot10a.html',
  );

export const saxe2014 = (where: string): Source =>
  paper(
    'Saxe, McClelland, Ganguli: Exact solutions to the nonlinear dynamics of learning in deep linear neural networks (2014)',
    where,
    'https://arxiv.org/abs/1312.6120',
  );
