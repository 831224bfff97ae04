module.exports = {
  testEnvironment: 'node',
  testRegex: 'src/__tests__/.*\\.spec\\.tsx?$',
  transform: { '^.+\\.tsx?$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }] },
  // The built extension holds a second package.json of the same name.
  modulePathIgnorePatterns: ['<rootDir>/mldebt_lab/labextension']
};
