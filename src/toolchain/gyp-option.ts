/** An option of node-gyp as the environment sets it, with the variable's name: node-gyp reads npm's variables. */
export interface GypOption {
  readonly variable: string;
  readonly value: string;
}

const PREFIXES = ['npm_package_config_node_gyp_', 'npm_config_'];

/** The value that node-gyp takes for `--<name>`: in any letter case, and a package's own setting wins over npm's. */
export function gypOption(name: string): GypOption | undefined {
  for (const prefix of PREFIXES) {
    const wanted = prefix + name;
    const variable = Object.keys(process.env).find((key) => key.toLowerCase() === wanted);
    const value = variable === undefined ? undefined : process.env[variable];
    if (variable !== undefined && value) return { variable, value };
  }
  return undefined;
}
