/** `@jest/globals`, where Node loads modules: `jest` of the spec file that runs now. */
export const jest = new Proxy({}, { get: (_, name) => globalThis.jest[name] });
