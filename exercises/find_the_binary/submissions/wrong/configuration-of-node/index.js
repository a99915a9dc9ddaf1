const kind = process.config.target_defaults.default_configuration;

module.exports = require(`./build/${kind}/myaddon.node`);
