// Loads the kernels and their peers into one page; the Node side asks for one workload after the other.
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import wasmPlain from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import wasmSimd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import wasmThreads from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url";
import Brain from "brain.js/browser.min.js";
import convnet from "convnetjs";
import { DecisionTreeClassifier } from "ml-cart";
import { kmeans } from "ml-kmeans";
import KNN from "ml-knn";
import LogisticRegression from "ml-logistic-regression";
import { Matrix, QrDecomposition, solve } from "ml-matrix";
import { PCA } from "ml-pca";
import { RandomForestClassifier } from "ml-random-forest";
import * as scikit from "scikitjs";
import skmeans from "skmeans";
import kernelWasm from "../../build/wasm/kernel-all.wasm?url";
import createModule from "../../build/wasm/kernel-all.mjs";
import { loadKernel } from "../../wasm_bindings/kernel.js";
import { time } from "./harness.js";
import { workloads } from "./workloads.js";

async function load() {
  setWasmPaths({
    "tfjs-backend-wasm.wasm": wasmPlain,
    "tfjs-backend-wasm-simd.wasm": wasmSimd,
    "tfjs-backend-wasm-threaded-simd.wasm": wasmThreads,
  });
  const wasmBinary = await (await fetch(kernelWasm)).arrayBuffer();
  const k = await loadKernel({ createModule, wasmBinary });
  scikit.setBackend(tf);
  // Its own script looks for libsvm.wasm beside itself and leaves a promise in a global name.
  await import(/* @vite-ignore */ new URL("libsvm.js", document.baseURI).href);
  const SVM = await globalThis.libsvm;
  const mljs = {
    DecisionTreeClassifier,
    KNN,
    LogisticRegression,
    Matrix,
    PCA,
    QrDecomposition,
    RandomForestClassifier,
    kmeans,
    solve,
  };
  return { k, tf, mljs, scikit, convnet, Brain, skmeans, SVM };
}

const libraries = load();
globalThis.peers = {
  ready: libraries.then(() => true),
  time: async (id) =>
    time(
      workloads.find((workload) => workload.id === id),
      await libraries,
    ),
};
