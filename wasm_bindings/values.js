/* global mergeInto, LibraryManager, Module, HEAPU8 */
// @ts-nocheck These are names of Emscripten's, which its linker puts in place.
// What the module imports: values by their places, as kernel.js keeps them, which hands itself in as Module.values. Here
// addresses become views of the memory, whose buffer changes as it grows. A library of Emscripten's, read by its linker.
mergeInto(LibraryManager.library, {
  valueOfBoolean: function (value) {
    return Module["values"].add(!!value);
  },
  valueOfNumber: function (value) {
    return Module["values"].add(value);
  },
  valueOfText: function (text, bytes) {
    return Module["values"].addText(HEAPU8.subarray(text, text + bytes));
  },
  valueObject: function () {
    return Module["values"].add({});
  },
  valueArray: function () {
    return Module["values"].add([]);
  },
  valueTypedArray: function (kind, data, n) {
    return Module["values"].addTypedArray(kind, HEAPU8.buffer, data, n);
  },
  valueKind: function (value) {
    return Module["values"].kind(value);
  },
  valueField: function (object, name, length) {
    return Module["values"].field(object, HEAPU8.subarray(name, name + length));
  },
  valueProperty: function (object, name) {
    return Module["values"].property(object, name);
  },
  valueItem: function (array, index) {
    return Module["values"].item(array, index);
  },
  valuePutField: function (object, name, length, value) {
    return Module["values"].putField(object, HEAPU8.subarray(name, name + length), value);
  },
  valuePut: function (object, name, value) {
    return Module["values"].put(object, name, value);
  },
  valuePush: function (array, item) {
    return Module["values"].push(array, item);
  },
  valueKeys: function (object) {
    return Module["values"].keys(object);
  },
  valueNumber: function (value) {
    return Module["values"].number(value);
  },
  valueLength: function (value) {
    return Module["values"].length(value);
  },
  valueByteLength: function (value) {
    return Module["values"].byteLength(value);
  },
  valueBytes: function (value, out) {
    return Module["values"].bytes(value, HEAPU8, out);
  },
  valueFirst: function (value, n) {
    return Module["values"].first(value, n);
  },
  valueNumbers: function (array, kind, out, n) {
    return Module["values"].numbers(array, kind, HEAPU8.buffer, out, n);
  },
  kernelAdopt: function (address, type) {
    return Module["values"].adopt(address, type);
  },
  kernelAddress: function (value, type) {
    return Module["values"].address(value, type);
  },
  kernelFail: function (code, message) {
    return Module["values"].fail(code, message);
  },
});
