/** The import law of ARCHITECTURE.md. */
const feature = '^src/features/([^/]+)/';
module.exports = {
  forbidden: [
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core knows nothing above it',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { path: '^src/(features|apps|web|i18n)/' },
    },
    {
      name: 'another feature is met through its contract, form, rules or index',
      severity: 'error',
      from: { path: feature },
      to: {
        path: '^src/features/([^/]+)/',
        pathNot: ['^src/features/$1/', '^src/features/[^/]+/(contract|form|answers|rules|index)\\.ts$'],
      },
    },
    {
      name: 'the simulation is pure',
      severity: 'error',
      from: { path: '^src/simulation/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^src/simulation/', '^src/core/(area|day|fold|phone)\\.ts$'] },
    },
    {
      name: 'only apps and benchmarks simulate',
      severity: 'error',
      from: { pathNot: ['^src/(simulation|apps)/', '^test/', '^bench/'] },
      to: { path: '^src/simulation/' },
    },
    {
      name: 'rules have no I/O',
      severity: 'error',
      from: { path: '/rules\\.ts$' },
      to: {
        pathNot: [
          '^src/core/(area|code|day|fold|phone|problem|problem-codes|schema|contract)\\.ts$',
          '/(rules|contract|form|answers)\\.ts$',
          'valibot',
        ],
      },
    },
    {
      name: 'a contract is data',
      severity: 'error',
      from: { path: '/(contract|shapes|form)\\.ts$', pathNot: '^src/core/' },
      to: { pathNot: ['^src/core/(schema|contract)\\.ts$', '/(contract|shapes|form|rules)\\.ts$', 'valibot'] },
    },
    {
      name: 'screens know contracts, rules and the kit',
      severity: 'error',
      from: { path: '^src/features/[^/]+/(citizen|console|portal)/' },
      to: {
        path: '^src/',
        pathNot: [
          '^src/features/[^/]+/(contract|form|answers|rules)\\.ts$',
          '^src/features/[^/]+/(citizen|console|portal)/',
          '^src/web/',
          '^src/core/(client|area|code|problem|problem-codes|fold|phone|day|contract|schema)\\.ts$',
        ],
      },
    },
    {
      name: 'the web meets features through their screens',
      severity: 'error',
      from: { path: '^src/web/' },
      to: {
        path: '^src/(apps|features/[^/]+/(store|api|index|jobs)\\.ts|core/(db|http|api|crypto|audit|jobs|config)\\.ts)',
      },
    },
    {
      name: 'only apps put features together',
      severity: 'error',
      from: { pathNot: ['^src/apps/', '^test/', '^bench/'] },
      to: { path: '^src/apps/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
};
