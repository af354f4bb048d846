import { parameters } from '../initializers/parameters.ts';
import type { Dataset } from './dataset.ts';
import { tabular } from './tabular.ts';

const species = ['setosa', 'versicolor', 'virginica'];

/** Real irises: sepal length and width, petal length and width in cm, three species of fifty each (`iris-notice.md`). */
export function iris(given: object = {}): Dataset {
  parameters('iris', given, {});
  return tabular({
    description: 'Irises, four lengths in cm, three species',
    source: 'R. A. Fisher, Iris, UCI Machine Learning Repository, 1936, CC BY 4.0',
    features: 4,
    classes: 3,
    file: './iris.csv',
    rows: 'flowers',
    feature: Number,
    label: (name) => species.indexOf(name),
  });
}
