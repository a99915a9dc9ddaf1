/** An option of node-gyp that is set by an environment variable. */
export interface GypOption {
  readonly variable: string;
  readonly value: string;
}

const PREFIXES = ['npm_package_config_node_gyp_', 'npm_config_'];

/**
 * The value that node-gyp uses for `--<name>`. It reads npm's variables, case-insensitively; a package's own `config`
 * overrides the configuration of npm.
 */
export function gypOption(name: string): GypOption | undefined {
  for (const prefix of PREFIXES) {
    const wanted = prefix + name;
    const variable = Object.keys(process.env).find((key) => key.toLowerCase() === wanted);
    const value = variable === undefined ? undefined : process.env[variable];
    if (variable !== undefined && value) return { variable, value };
  }
  return undefined;
}
