import { Option } from 'commander';

export const singleFileOption = () =>
  new Option('--single-file', 'write the report as one HTML file, too: report.html').default(false);
