// JavaScript code will use your add-on through this file. It loads the
// compiled add-on and exports everything that the add-on exports.
//
// STEP 1: in package.json, make this file the main file of the package:
// "main": "index.js". Then add bindings to "dependencies", next to
// node-addon-api: "bindings": "^1.5.0"
//
// STEP 2: load the add-on here. require('bindings') returns a function. Call
// it with the add-on's name, 'myaddon'. It finds the compiled file, loads it
// and returns what the add-on exports.
//
// STEP 3: export that object instead of this empty one.
module.exports = {};
