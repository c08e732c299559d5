// For the linker, which reads it after embind's own JavaScript (--js-library): what these bindings use of embind, and no more.
// They register two functions of `val`s and addresses (registry.cc), texts cross as bytes (value.h), and kernel.js tells a
// caller what was wrong. So no function is overloaded, no argument is destroyed after a call, no type waits for another or
// has to be told of, and none is a text. So the glue has 5.5 KB of gzip instead of 9.4.
//
// Written as Emscripten's libraries are in every version: `$` before what only JavaScript calls, `__deps` for what that
// calls. An argument that is not named here is one that a version may have or not.
//
// @ts-nocheck: the linker puts these functions where their names are known.
/* global mergeInto, LibraryManager, Module, HEAPU8, HEAPU32, dynCall, readLatin1String, registeredTypes, requireRegisteredType */
mergeInto(LibraryManager.library, {
  _embind_register_std_string__deps: [],
  _embind_register_std_string: function () {},
  _embind_register_std_wstring__deps: [],
  _embind_register_std_wstring: function () {},

  $registerType__deps: ["$registeredTypes"],
  $registerType: function (rawType, type) {
    registeredTypes[rawType] = type;
  },
  $requireRegisteredType__deps: ["$registeredTypes"],
  $requireRegisteredType: function (rawType) {
    return registeredTypes[rawType];
  },

  // The types of its arguments may be registered after a function: they are looked up when it is called.
  _embind_register_function__deps: ["$dynCall", "$readLatin1String", "$requireRegisteredType"],
  _embind_register_function: function (name, count, rawTypes, signature, rawInvoker, target) {
    let types;
    Module[readLatin1String(name)] = function () {
      types = types || Array.from(HEAPU32.subarray(rawTypes >> 2, (rawTypes >> 2) + count), requireRegisteredType);
      const wired = [target];
      for (let i = 1; i < count; i++) wired.push(types[i]["toWireType"](null, arguments[i - 1]));
      return types[0]["fromWireType"](dynCall("", rawInvoker, wired));
    };
  },
  // For signatures with 64-bit numbers, none of which crosses.
  $dynCallLegacy__deps: [],
  $dynCallLegacy: function () {},

  $throwBindingError__deps: [],
  $throwBindingError: function (message) {
    throw new Error(message);
  },
  // Names of properties and methods, all of them ASCII.
  $readLatin1String__deps: [],
  $readLatin1String: function (address) {
    let text = "";
    while (HEAPU8[address]) text += String.fromCharCode(HEAPU8[address++]);
    return text;
  },
  $emval_get_global: function () {
    return globalThis;
  },
});
