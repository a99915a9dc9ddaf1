// JavaScript will see your C++ through this file: it loads the compiled
// add-on and exports what that exports.
//
// STEP 1, in package.json: say that this file is the main one, with the line
// "main": "index.js". And name bindings under "dependencies", beside
// node-addon-api: "bindings": "^1.5.0"
//
// STEP 2: load the add-on here. require('bindings') gives you a function. Call
// it with the add-on's name, 'myaddon': it finds the compiled file, loads it
// and returns what the add-on exports.
//
// STEP 3: export just that, instead of this empty object.
module.exports = {};
