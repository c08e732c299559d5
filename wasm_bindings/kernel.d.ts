// The kernels in JavaScript. Names, meanings and defaults are scikit-learn's, in camelCase.
//
// - One sample a row. n is the number of rows, d of columns, k of classes; labels are whole numbers 0 .. k-1.
// - Options are one object: a missing key takes its default, an unknown one is an Error that lists the valid ones.
//   Ranges are written as [low, high], both included; they are checked by `fit`, `begin` or the function itself.
// - Everything that goes in or comes out is a copy. Results are typed arrays or plain objects; nothing goes stale.
// - Every failure is an Error with a `code` and a `message` that names the argument, the limit and the value.
// - `new` makes an object that holds memory of the kernel until `delete()`. In a model nobody writes that: the cell that
//   made it frees it (`collect`).

/** What went wrong; `KernelError.code`. */
export type ErrorCode =
  | "BadShape" // sizes that do not fit each other, or no data
  | "BadValue" // a value of the wrong type or out of range, an unknown option, NaN
  | "NotFitted" // a learned quantity was asked for before `fit` or `begin`
  | "Parse" // text that is not CSV, or not JSON; the message names the line
  | "Deleted" // the object was deleted
  | "OutOfMemory" // the data do not fit; smaller calls still work
  | "Internal"; // a mistake of the kernel's own: please report it

export interface KernelError extends Error {
  code: ErrorCode;
}

/** rows x cols numbers, row by row: row i, column j is data[i * cols + j]. */
export interface Matrix {
  data: Float64Array;
  rows: number;
  cols: number;
}
/** The same in single precision, as networks compute. */
export interface FloatMatrix {
  data: Float32Array;
  rows: number;
  cols: number;
}
/** The same of whole numbers. */
export interface IntMatrix {
  data: Int32Array;
  rows: number;
  cols: number;
}

type TypedArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray;
export type NumbersInput = TypedArray | readonly number[];
/** A matrix, or for small data an array of rows. */
export type MatrixInput = { data: TypedArray; rows: number; cols: number } | readonly NumbersInput[];
/** n whole numbers >= 0. */
export type LabelsInput = NumbersInput;
/** [xMin, xMax, yMin, yMax] with xMin < xMax and yMin < yMax. */
export type Bounds = [number, number, number, number];

/** An object that holds memory of the kernel. */
export interface KernelObject {
  /** Frees the memory; every later use is an Error. */
  delete(): void;
  isDeleted(): boolean;
}

export namespace base {
  /** What all classifiers can do. Only for `instanceof`: it has no constructor of its own. */
  interface Classifier extends KernelObject {
    /** Learns from X (n x d) and n labels, two or more of them different for most; forgets what was learned before. */
    fit(X: MatrixInput, y: LabelsInput): this;
    /** n x k probabilities; each row sums to 1. */
    predictProba(X: MatrixInput): Matrix;
    /** The most probable class of each row, the lowest on ties. */
    predict(X: MatrixInput): Int32Array;
    /** A new object with the same options that has learned nothing. */
    clone(): this;
    readonly fitted: boolean;
    /** d of the last fit; 0 when unfitted. */
    readonly nFeaturesIn: number;
    /** k of the last fit; 0 when unfitted. */
    readonly nClasses: number;
  }
  /** What all regressors can do. Only for `instanceof`. */
  interface Regressor extends KernelObject {
    /** Learns from X (n x d) and n finite numbers; forgets what was learned before. */
    fit(X: MatrixInput, y: NumbersInput): this;
    predict(X: MatrixInput): Float64Array;
    /** A new object with the same options that has learned nothing. */
    clone(): this;
    readonly fitted: boolean;
    /** d of the last fit; 0 when unfitted. */
    readonly nFeaturesIn: number;
  }
  /** A step of a pipeline before the classifier. Only for `instanceof`. */
  interface Transformer extends KernelObject {
    fit(X: MatrixInput): this;
    transform(X: MatrixInput): Matrix;
    fitTransform(X: MatrixInput): Matrix;
    clone(): this;
    readonly fitted: boolean;
  }

  /** What all clusterings can do. Only for `instanceof`. */
  interface Clusterer extends KernelObject {
    /** Learns groups from X (n x d); forgets what was learned before. */
    fit(X: MatrixInput): this;
    /** The group, 0 .. nClusters - 1, of each row. */
    predict(X: MatrixInput): Int32Array;
    /** A new object with the same options that has learned nothing. */
    clone(): this;
    /** The group of each row that was learned from. */
    readonly labels: Int32Array;
    readonly fitted: boolean;
    /** d of the last fit; 0 when unfitted. */
    readonly nFeaturesIn: number;
    /** Groups of the last fit; 0 when unfitted. */
    readonly nClusters: number;
  }

  interface RngOptions {
    /** 0 .. 2^53 - 1; 0 when missing. */
    seed?: number;
  }
  /** Random numbers by seed, bit-equal on every device. A model uses nothing else. */
  interface Rng extends KernelObject {
    /** Uniform in [0, 1), or in [low, high). */
    uniform(low?: number, high?: number): number;
    /** A whole number in low .. high, both included. */
    integer(low: number, high: number): number;
    /** Standard normal, or with this mean and standard deviation. */
    normal(mean?: number, standardDeviation?: number): number;
    /** 0 .. n-1 in random order. */
    permutation(n: number): Int32Array;
  }
}

export namespace datasets {
  /** Labelled rows. */
  interface Sample {
    X: Matrix;
    y: Int32Array;
    /** A rectangle around the first two columns, for drawing. */
    bounds: Bounds;
  }
  interface ShelterOptions {
    /** [1, 1000000] animals; 60. */
    nSamples?: number;
    /** [0, 1] share of cats, kept exactly; 0.5. */
    catFraction?: number;
    /** [0, 2]: 0 puts all kinds on one centre, 2 pulls them twice as far apart; 1. */
    classSep?: number;
    /** [0, 0.5] probability that an animal's card names the other species; 0. */
    labelNoise?: number;
    seed?: number;
  }
  interface MoonsOptions {
    /** [2, 1000000]; 100. */
    nSamples?: number;
    /** [0, 10] standard deviation of the noise; 0. */
    noise?: number;
    /** Rows in random order; true. */
    shuffle?: boolean;
    seed?: number;
  }
  interface BlobsOptions {
    /** [1, 1000000]; 100. */
    nSamples?: number;
    /** [1, 100] columns; 2. Ignored when `centers` is given. */
    nFeatures?: number;
    /** [1, 100] classes; 3. Ignored when `centers` is given. */
    nCenters?: number;
    /** Given centres, one a row; drawn at random when missing. */
    centers?: MatrixInput;
    /** [0, 1000] standard deviation of each blob; 1. */
    clusterStd?: number;
    /** The box in which centres are drawn; -10 and 10. */
    centerBoxMin?: number;
    centerBoxMax?: number;
    /** Rows in random order; true. */
    shuffle?: boolean;
    seed?: number;
  }
  interface TwoCrowdsOptions {
    /** [1, 1000000]; 60. */
    nNegative?: number;
    /** [1, 1000000]; 60. */
    nPositive?: number;
    /** Of the negatives and of the positives, in [-1000, 1000]; [0, 1.5]. */
    medians?: readonly number[];
    /** [0.001, 1000] each, the standard deviation where there is no skew; [1, 1]. */
    scales?: readonly number[];
    /** [-2, 2] each, positive = a long tail to the right; [0, 0]. */
    skews?: readonly number[];
    seed?: number;
  }
  /** One score a case, the negatives (0) first, then the positives (1). */
  interface TwoCrowds {
    scores: Float64Array;
    y: Int32Array;
  }
  /** What an endless sample would show: one entry a threshold. */
  interface TwoCrowdsCurve {
    fpr: Float64Array;
    tpr: Float64Array;
    /** Of each crowd alone: the integral is 1. */
    negativeDensity: Float64Array;
    positiveDensity: Float64Array;
    /** The probability that a positive scores higher than a negative. */
    auc: number;
  }
  interface CirclesOptions {
    /** [2, 1000000]; 100. */
    nSamples?: number;
    /** [0, 10] standard deviation of the noise; 0. */
    noise?: number;
    /** [0, 1) radius of the inner circle; 0.8. */
    factor?: number;
    /** Rows in random order; true. */
    shuffle?: boolean;
    seed?: number;
  }
  interface SpiralsOptions {
    /** [2, 1000000]; 100. */
    nSamples?: number;
    /** [2, 100] arms; 2. */
    nClasses?: number;
    /** (0, 20] full turns of each arm; 1.5. */
    turns?: number;
    /** [0, 10] standard deviation of the noise; 0. */
    noise?: number;
    /** Rows in random order; true. */
    shuffle?: boolean;
    seed?: number;
  }
  interface XorOptions {
    /** [1, 1000000]; 100. */
    nSamples?: number;
    /** [0, 10] standard deviation of the noise; 0. */
    noise?: number;
    seed?: number;
  }
  interface ClassificationOptions {
    /** [1, 1000000]; 100. */
    nSamples?: number;
    /** [1, 1000] columns: informative, redundant, the rest noise; 20. */
    nFeatures?: number;
    /** [1, 30]; 2. */
    nInformative?: number;
    /** Combinations of the informative columns; 2. */
    nRedundant?: number;
    /** [2, 100]; 2. */
    nClasses?: number;
    /** [1, 100], at most 2^nInformative clusters in all; 2. */
    nClustersPerClass?: number;
    /** [0, 1000] half the side of the cube of clusters; 1. */
    classSep?: number;
    /** [0, 1] share of labels drawn anew; 0.01. */
    flipY?: number;
    /** Rows and columns in random order; true. */
    shuffle?: boolean;
    seed?: number;
  }
  interface RegressionOptions {
    /** [1, 1000000]; 100. */
    nSamples?: number;
    /** [1, 1000]; 100. */
    nFeatures?: number;
    /** [0, 1000] columns with a coefficient; 10. */
    nInformative?: number;
    /** The value at x = 0; 0. */
    bias?: number;
    /** [0, 1000000] standard deviation of the noise on y; 0. */
    noise?: number;
    /** Informative columns in random places; true. */
    shuffle?: boolean;
    seed?: number;
  }
  interface Friedman1Options {
    /** [1, 1000000]; 100. */
    nSamples?: number;
    /** [5, 1000], of which five count; 10. */
    nFeatures?: number;
    /** [0, 1000000] standard deviation of the noise on y; 0. */
    noise?: number;
    seed?: number;
  }
  /** Rows with a number each. */
  interface RegressionSample {
    X: Matrix;
    y: Float64Array;
    /** The true coefficients; none where the truth is not linear. */
    coef: Float64Array;
  }
  interface CsvOptions {
    /** The first line names the columns; the table tells when missing. */
    header?: boolean;
    /** "," ";" "\t" or "|"; "", the default: the table tells. */
    delimiter?: string;
    /** "." or ",", before the decimals of a number; "", the default: the table tells. */
    decimal?: string;
    /** Cells that mean "missing"; ["", "NA", "NaN", "nan"]. */
    naValues?: readonly string[];
    /** [1, 100000000]; 5000000. */
    maxBytes?: number;
    /** [1, 10000000]; 100000. */
    maxRows?: number;
    /** [1, 10000]; 200. */
    maxColumns?: number;
    /** [1, 1000000] bytes; 1000. */
    maxCellLength?: number;
  }
  interface Column {
    name: string;
    /** Every cell that is not missing is a number, and there is one. */
    isNumber: boolean;
    /** One entry a row, NaN where missing; empty for a text column. */
    numbers: Float64Array;
    /** One entry a row: which of `levels`; -1 where missing. */
    codes: Int32Array;
    /** The distinct cells in order of first appearance. */
    levels: string[];
    nMissing: number;
    /** Line of the first cell that is no number; 0 when there is none. */
    firstTextLine: number;
  }
  interface Table {
    columns: Column[];
    /** The line, from 1, on which each row begins. */
    lines: Int32Array;
    /** Whether the first line was taken for the names of the columns. */
    header: boolean;
    /** What was taken to stand between cells. */
    delimiter: string;
    /** What was taken to stand before the decimals of a number. */
    decimal: string;
  }
  /** What labelledColumns reads of columns as readCsv gives them. */
  interface ThreeColumns {
    /** What becomes column 0 of X; NaN where missing. */
    x: Pick<Column, "name"> & { numbers: NumbersInput };
    /** What becomes column 1 of X. */
    y: Pick<Column, "name"> & { numbers: NumbersInput };
    /** The classes. */
    label: Pick<Column, "name" | "levels"> & { codes: LabelsInput };
  }
  interface LabelledColumnsOptions {
    /** [2, 100]; 10. */
    maxClasses?: number;
  }
  interface LabelledColumns extends Sample {
    /** k names, in order of first appearance. */
    classNames: string[];
    /** The rows of the table that were kept: those with all three cells. */
    rows: Int32Array;
    nDropped: number;
  }
}

export namespace preprocessing {
  interface StandardScalerOptions {
    /** Subtract the mean; true. */
    withMean?: boolean;
    /** Divide by the standard deviation; true. */
    withStd?: boolean;
  }
  /** Brings each column to mean 0 and variance 1; a constant column becomes 0. */
  interface StandardScaler extends base.Transformer {
    inverseTransform(X: MatrixInput): Matrix;
    readonly options: Required<StandardScalerOptions>;
    readonly nFeaturesIn: number;
    /** d numbers each. */
    readonly mean: Float64Array;
    readonly var: Float64Array;
    readonly scale: Float64Array;
  }
  interface PolynomialFeaturesOptions {
    /** [0, 32] highest total degree; 2. */
    degree?: number;
    /** Only products of distinct columns; false. */
    interactionOnly?: boolean;
    /** A column of ones first; true. Not wanted before a classifier, which has an intercept of its own. */
    includeBias?: boolean;
  }
  /** All monomials of the columns: 1, x0, x1, x0^2, x0 x1, x1^2, … */
  interface PolynomialFeatures extends base.Transformer {
    readonly options: Required<PolynomialFeaturesOptions>;
    readonly nFeaturesIn: number;
    readonly nOutputFeatures: number;
    /** nOutputFeatures x d: the exponent of column j in output column i. */
    readonly powers: IntMatrix;
  }
  interface ColumnSelectorOptions {
    /** The columns to keep, in the order in which they come out; none when missing. */
    columns?: NumbersInput;
  }
  /** Keeps some columns. */
  interface ColumnSelector extends base.Transformer {
    readonly options: { columns: Int32Array };
    readonly nFeaturesIn: number;
  }
}

export namespace dummy {
  interface DummyClassifierOptions {
    /** "prior" gives class frequencies as probabilities, "most_frequent" probability 1; "prior". */
    strategy?: "prior" | "most_frequent";
  }
  /** Looks at the labels and never at the features: the score to beat. */
  interface DummyClassifier extends base.Classifier {
    readonly options: Required<DummyClassifierOptions>;
    /** k frequencies. */
    readonly classPrior: Float64Array;
  }
}

export namespace pipeline {
  /**
   * Transformers one after the other, then a classifier; itself a classifier. It holds copies of its steps, unfitted:
   * those handed in stay as they are.
   */
  interface Pipeline extends base.Classifier {
    /** X as the classifier sees it. */
    transform(X: MatrixInput): Matrix;
  }
  /** The same before a regressor; scikit-learn has one Pipeline for both. */
  interface RegressorPipeline extends base.Regressor {
    /** X as the regressor sees it. */
    transform(X: MatrixInput): Matrix;
  }
}

export namespace linear_model {
  interface MinimumNormPathOptions {
    /** Numbers of columns, ascending, in [1, d]; every one when missing. */
    sizes?: NumbersInput;
    fitIntercept?: boolean;
  }
  /** One entry, or one row of coef, for each size. */
  interface MinimumNormPath {
    sizes: Int32Array;
    /** How many of the columns are linearly independent. */
    rank: Int32Array;
    /** As wide as X; 0 in the columns that are not used. */
    coef: Matrix;
    intercept: Float64Array;
    coefNorm: Float64Array;
    /** Mean squared errors; testError is empty without test rows. */
    trainError: Float64Array;
    testError: Float64Array;
  }
  interface LogisticRegressionOptions {
    /** "l2" or "none"; "l2". */
    penalty?: "l2" | "none";
    /** > 0: inverse strength of the penalty; 1. */
    C?: number;
    fitIntercept?: boolean;
    /** > 0; 1e-10. */
    tol?: number;
    /** [1, 1000000]; 100. */
    maxIter?: number;
    /** "auto": newton-cholesky up to 200 parameters, lbfgs above. */
    solver?: "auto" | "newton-cholesky" | "lbfgs";
    /** Start from the last fit's coefficients; false. */
    warmStart?: boolean;
  }
  /** Logistic regression, fitted to the optimum; multinomial for more than two classes. */
  interface LogisticRegression extends base.Classifier {
    /** X coef^T + intercept: for two classes the log-odds of the higher label. */
    decisionFunction(X: MatrixInput): Matrix;
    readonly options: Required<LogisticRegressionOptions>;
    /** 1 x d for two classes, else k x d. */
    readonly coef: Matrix;
    /** One for each row of coef. */
    readonly intercept: Float64Array;
    /** The labels that occurred, ascending. */
    readonly classes: Int32Array;
    readonly nIter: number;
    readonly converged: boolean;
    /** The objective at the learned point. */
    readonly loss: number;
  }
  interface LogisticDescentOptions {
    penalty?: "l2" | "none";
    C?: number;
    fitIntercept?: boolean;
    /** > 0; 0.1. */
    learningRate?: number;
    /** [1, 1000000] steps until `done`; 1000. */
    maxIter?: number;
  }
  /** The same model by full-batch gradient descent, to be watched. */
  interface LogisticDescent extends base.Classifier {
    /** Sets the coefficients to 0. */
    begin(X: MatrixInput, y: LabelsInput): this;
    /** Up to n more steps; 1 when missing. */
    step(n?: number): this;
    readonly done: boolean;
    /** The next step would have left the finite numbers. */
    readonly diverged: boolean;
    readonly options: Required<LogisticDescentOptions>;
    readonly coef: Matrix;
    readonly intercept: Float64Array;
    readonly classes: Int32Array;
    readonly nIter: number;
    /** nIter + 1 losses; the first is that of coef = 0. */
    readonly lossHistory: Float64Array;
  }
  interface LinearRegressionOptions {
    fitIntercept?: boolean;
    /** Only coefficients >= 0; false. */
    positive?: boolean;
    /** Learn `singular` too, which doubles the cost of a fit; false. */
    computeSingular?: boolean;
  }
  /** Ordinary least squares; the shortest solution where there are many. */
  interface LinearRegression extends base.Regressor {
    readonly options: Required<LinearRegressionOptions>;
    /** d numbers; none when unfitted. */
    readonly coef: Float64Array;
    readonly intercept: number;
    /** Linearly independent columns (after centring, with an intercept). */
    readonly rank: number;
    /** min(n, d) singular values, largest first; none without `computeSingular`. */
    readonly singular: Float64Array;
  }
  interface RidgeOptions {
    /** >= 0: |y - X w - b|^2 + alpha |w|^2 is minimised; 1. */
    alpha?: number;
    fitIntercept?: boolean;
  }
  /** Ridge regression in closed form, for any shape of X; alpha 0 is LinearRegression. */
  interface Ridge extends base.Regressor {
    readonly options: Required<RidgeOptions>;
    readonly coef: Float64Array;
    readonly intercept: number;
  }
  interface RidgePathOptions {
    /** At least one number >= 0, in any order. */
    alphas: NumbersInput;
    fitIntercept?: boolean;
  }
  /** One row or entry for each alpha. */
  interface RidgePath {
    alphas: Float64Array;
    /** nAlphas x d. */
    coefs: Matrix;
    intercepts: Float64Array;
    /** min(n, d) singular values of X (centred, with an intercept), largest first. */
    singular: Float64Array;
    /** The number of free coefficients that each fit is worth. */
    degreesOfFreedom: Float64Array;
  }
  interface LassoOptions {
    /** >= 0: |y - X w - b|^2 / (2 n) + alpha |w|_1 is minimised; 1. */
    alpha?: number;
    fitIntercept?: boolean;
    /** Only coefficients >= 0; false. */
    positive?: boolean;
    /** [1, 1000000] rounds; 1000. */
    maxIter?: number;
    /** >= 0: at maxIter, the share of |y|^2 / n that `dualGap` may have for `converged`; 1e-4. Fits end exact as a rule. */
    tol?: number;
    /** Start from the last fit's coefficients; false. The answer is the same to rounding. */
    warmStart?: boolean;
  }
  /** Coefficients that are exactly 0, or as small as the data allow. */
  interface Lasso extends base.Regressor {
    readonly options: Required<LassoOptions>;
    readonly coef: Float64Array;
    readonly intercept: number;
    readonly nIter: number;
    /** Upper bound of what the objective is above its least value. */
    readonly dualGap: number;
    readonly converged: boolean;
  }
  interface ElasticNetOptions extends LassoOptions {
    /** [0, 1]: the share of |w|_1 in the penalty, the rest is |w|^2 / 2; 0.5. */
    l1Ratio?: number;
  }
  interface ElasticNet extends base.Regressor {
    readonly options: Required<ElasticNetOptions>;
    readonly coef: Float64Array;
    readonly intercept: number;
    readonly nIter: number;
    readonly dualGap: number;
    readonly converged: boolean;
  }
  interface LassoPathOptions {
    /** (0, 1]: the last alpha of the grid in units of the first; 0.001. */
    eps?: number;
    /** [1, 10000] alphas of the grid; 100. */
    nAlphas?: number;
    /** Instead of the grid: numbers >= 0, put into descending order. */
    alphas?: NumbersInput;
    fitIntercept?: boolean;
    positive?: boolean;
    /** For each alpha, as for `Lasso`. */
    maxIter?: number;
    tol?: number;
  }
  interface EnetPathOptions extends LassoPathOptions {
    /** (0, 1]; 0.5. */
    l1Ratio?: number;
  }
  /** One row or entry for each alpha, the largest alpha first. */
  interface RegularizationPath {
    alphas: Float64Array;
    /** nAlphas x d. */
    coefs: Matrix;
    intercepts: Float64Array;
    dualGaps: Float64Array;
    nIters: Int32Array;
  }
  interface SGDRegressorOptions {
    /** "squared_error". */
    loss?: "squared_error" | "huber" | "epsilon_insensitive" | "squared_epsilon_insensitive";
    /** "l2", "l1", "elasticnet" or "none"; "l2". */
    penalty?: "l2" | "l1" | "elasticnet" | "none";
    /** >= 0: strength of the penalty; 0.0001. */
    alpha?: number;
    /** [0, 1]: share of |w|_1 in "elasticnet"; 0.15. */
    l1Ratio?: number;
    fitIntercept?: boolean;
    /** [1, 1000000] epochs until `done`; 1000. */
    maxIter?: number;
    /** An epoch whose mean loss is above the best one minus tol is without gain; 0.001. Negative: only maxIter ends. */
    tol?: number;
    /** [1, 1000000] epochs without gain that end the learning; 5. */
    nIterNoChange?: number;
    /** A new random order of the rows for each epoch; true. */
    shuffle?: boolean;
    /** >= 0: of the losses "huber" and "epsilon_insensitive"; 0.1. */
    epsilon?: number;
    seed?: number;
    /** "constant" eta0, "invscaling" eta0 / t^powerT, "optimal" 1 / (alpha (t0 + t)), "adaptive". */
    learningRate?: "constant" | "invscaling" | "optimal" | "adaptive";
    /** > 0; 0.01. */
    eta0?: number;
    /** >= 0. */
    powerT?: number;
    /** Rows whose mean gradient makes a step; 1. 0: all rows, the true gradient. */
    batchSize?: number;
    /** How a gradient becomes a step; "sgd", the plain one. */
    optimizer?: "sgd" | "momentum" | "nesterov" | "rmsprop" | "adam";
    /** [0, 1): of "momentum" and "nesterov"; 0.9. */
    momentum?: number;
    /** [0, 1): of "rmsprop"; 0.9. */
    rho?: number;
    /** [0, 1): of "adam"; 0.9 and 0.999. */
    beta1?: number;
    beta2?: number;
    /** What `trajectory` records; "none". */
    trajectory?: "none" | "epoch" | "batch";
  }
  /** Linear regression by gradient descent, batch by batch, to be watched. */
  interface SGDRegressor extends base.Regressor {
    /** Sets the coefficients to 0. */
    begin(X: MatrixInput, y: NumbersInput): this;
    /** Up to n more batches; 1 when missing. */
    step(n?: number): this;
    /** Batches until the end of the epoch, and n - 1 epochs more; 1 when missing. */
    stepEpoch(n?: number): this;
    readonly done: boolean;
    /** The next step would have left the finite numbers. */
    readonly diverged: boolean;
    /** Ended by `tol`. */
    readonly converged: boolean;
    readonly options: Required<SGDRegressorOptions>;
    readonly coef: Float64Array;
    readonly intercept: number;
    /** Complete epochs. */
    readonly nIter: number;
    /** Batches. */
    readonly nSteps: number;
    /** nIter numbers: the mean loss of the rows, each before its step. */
    readonly lossHistory: Float64Array;
    /** A row for the start and for each epoch or batch: d coefficients, then the intercept. */
    readonly trajectory: Matrix;
    /** Mean loss plus penalty on any data, at the present coefficients. */
    objective(X: MatrixInput, y: NumbersInput): number;
  }
  interface SGDClassifierOptions {
    /** "hinge", a linear support vector machine. */
    loss?:
      | "hinge"
      | "log_loss"
      | "modified_huber"
      | "squared_hinge"
      | "perceptron"
      | "squared_error"
      | "huber"
      | "epsilon_insensitive"
      | "squared_epsilon_insensitive";
    /** "l2", "l1", "elasticnet" or "none"; "l2". */
    penalty?: "l2" | "l1" | "elasticnet" | "none";
    /** >= 0: strength of the penalty; 0.0001. */
    alpha?: number;
    /** [0, 1]: share of |w|_1 in "elasticnet"; 0.15. */
    l1Ratio?: number;
    fitIntercept?: boolean;
    /** [1, 1000000] epochs until `done`; 1000. */
    maxIter?: number;
    /** An epoch whose mean loss is above the best one minus tol is without gain; 0.001. Negative: only maxIter ends. */
    tol?: number;
    /** [1, 1000000] epochs without gain that end the learning; 5. */
    nIterNoChange?: number;
    /** A new random order of the rows for each epoch; true. */
    shuffle?: boolean;
    /** >= 0: of the losses "huber" and "epsilon_insensitive"; 0.1. */
    epsilon?: number;
    seed?: number;
    /** "constant" eta0, "invscaling" eta0 / t^powerT, "optimal" 1 / (alpha (t0 + t)), "adaptive". */
    learningRate?: "constant" | "invscaling" | "optimal" | "adaptive";
    /** > 0; 0.01. */
    eta0?: number;
    /** >= 0. */
    powerT?: number;
    /** Rows whose mean gradient makes a step; 1. 0: all rows, the true gradient. */
    batchSize?: number;
    /** How a gradient becomes a step; "sgd", the plain one. */
    optimizer?: "sgd" | "momentum" | "nesterov" | "rmsprop" | "adam";
    /** [0, 1): of "momentum" and "nesterov"; 0.9. */
    momentum?: number;
    /** [0, 1): of "rmsprop"; 0.9. */
    rho?: number;
    /** [0, 1): of "adam"; 0.9 and 0.999. */
    beta1?: number;
    beta2?: number;
    /** What `trajectory` records; "none". */
    trajectory?: "none" | "epoch" | "batch";
  }
  /** Linear classifiers by gradient descent; more than two classes: each against the rest. */
  interface SGDClassifier extends base.Classifier {
    begin(X: MatrixInput, y: LabelsInput): this;
    step(n?: number): this;
    stepEpoch(n?: number): this;
    /** X coef^T + intercept. */
    decisionFunction(X: MatrixInput): Matrix;
    readonly done: boolean;
    readonly diverged: boolean;
    readonly converged: boolean;
    readonly options: Required<SGDClassifierOptions>;
    /** 1 x d for two classes, else k x d. */
    readonly coef: Matrix;
    readonly intercept: Float64Array;
    /** The labels that occurred, ascending. */
    readonly classes: Int32Array;
    readonly nIter: number;
    readonly nSteps: number;
    /** As of `SGDRegressor`, summed over the scores. */
    readonly lossHistory: Float64Array;
    /** As of `SGDRegressor`, one score after the other in a row. */
    readonly trajectory: Matrix;
    objective(X: MatrixInput, y: LabelsInput): number;
  }
  interface LossSurfaceOptions {
    /** Any loss of `SGDClassifier`; "squared_error". */
    loss?: SGDClassifierOptions["loss"];
    epsilon?: number;
    /** "none". */
    penalty?: "l2" | "l1" | "elasticnet" | "none";
    alpha?: number;
    l1Ratio?: number;
    /** d coefficients, then the intercept: where the surface is cut; all 0 when missing. */
    parameters?: NumbersInput;
    /** [0, d]: the parameter along x, d is the intercept; 0. */
    xParameter?: number;
    /** [0, d]: the one along y; 1. */
    yParameter?: number;
    /** [-1, 1, -1, 1]. */
    bounds?: Bounds;
    /** [1, 4096]; 100. */
    width?: number;
    height?: number;
  }
  /** For `contour`: { ...surface, probability: surface.values }. */
  interface LossSurface {
    width: number;
    height: number;
    bounds: Bounds;
    /** width * height losses, row 0 on top, each at its pixel's centre. */
    values: Float64Array;
  }
}

export namespace neighbors {
  interface KNeighborsClassifierOptions {
    /** [1, n]; 5. */
    nNeighbors?: number;
    /** One vote each, or 1 / distance; "uniform". */
    weights?: "uniform" | "distance";
    /** How neighbours are searched; the answer is the same. "auto": a tree from 8 * 2^d rows on. */
    algorithm?: "auto" | "brute" | "kd_tree";
  }
  interface KNeighborsClassifier extends base.Classifier {
    /** The nearest training rows of each row of X, nearest first: n x nNeighbors each. */
    kneighbors(X: MatrixInput): { distances: Matrix; indices: IntMatrix };
    readonly options: Required<KNeighborsClassifierOptions>;
  }
  interface KNeighborsRegressorOptions {
    /** [1, n]; 5. */
    nNeighbors?: number;
    /** The plain mean, or each weighs 1 / distance; "uniform". */
    weights?: "uniform" | "distance";
    algorithm?: "auto" | "brute" | "kd_tree";
  }
  /** The mean of y over the nearest training rows. */
  interface KNeighborsRegressor extends base.Regressor {
    kneighbors(X: MatrixInput): { distances: Matrix; indices: IntMatrix };
    readonly options: Required<KNeighborsRegressorOptions>;
  }
  interface LocalRegressionOptions {
    /** (0, 1] of the training rows that each answer looks at; 2/3. */
    frac?: number;
    /** [0, 2] of the local polynomial; 1. */
    degree?: number;
    /** [0, 100] rounds in which rows with large residuals lose weight; 3. */
    iterations?: number;
  }
  /** LOESS: at each point a polynomial fitted to the nearest rows, the near ones weighing more. */
  interface LocalRegression extends base.Regressor {
    readonly options: Required<LocalRegressionOptions>;
    /** n weights in [0, 1]; 0 for an outlier. */
    readonly robustness: Float64Array;
  }
}

export namespace interpolate {
  interface CubicSplineOptions {
    /** At the ends: the outer two pieces are one cubic; second derivative 0; first derivative 0. "not-a-knot". */
    bcType?: "not-a-knot" | "natural" | "clamped";
  }
  /** The cubic spline through all points of one feature (n x 1, no two equal, in any order). */
  interface CubicSpline extends base.Regressor {
    /** The derivative of order [0, 3] at each number; the value when missing. */
    evaluate(x: NumbersInput, derivative?: number): Float64Array;
    readonly options: Required<CubicSplineOptions>;
    /** The n points, ascending. */
    readonly x: Float64Array;
    /** 4 x (n - 1): piece i is the sum over k of c[k, i] (x - x[i])^(3 - k). */
    readonly c: Matrix;
  }
  interface BSplineBasisOptions {
    /** m + degree + 1 ascending numbers. */
    knots?: NumbersInput;
    /** [0, 16]; 3. */
    degree?: number;
    /** [0, degree] order of the derivative; 0. */
    derivative?: number;
  }
  interface SplineTransformerOptions {
    /** [2, 1000] knots on the range of each column; 5. */
    nKnots?: number;
    /** [0, 16]; 3. */
    degree?: number;
    /** Evenly spaced, or with as many rows between them; "uniform". */
    knots?: "uniform" | "quantile";
    /** Outside the range of fit: keep the end's values, its tangents, the polynomials, refuse, repeat; "constant". */
    extrapolation?: "constant" | "linear" | "continue" | "error" | "periodic";
    /** Keep the last function of each column; true. */
    includeBias?: boolean;
  }
  /** Each column becomes the values of its B-splines: nKnots + degree - 1 functions that sum to 1. */
  interface SplineTransformer extends base.Transformer {
    readonly options: Required<SplineTransformerOptions>;
    readonly nFeaturesIn: number;
    readonly nOutputFeatures: number;
    /** d x (nKnots + 2 degree): all knots of each column. */
    readonly knots: Matrix;
  }
  interface MinimumNormSplineOptions {
    /** [2, 1000] knots on the range of each column, also far more than rows; 10. */
    nKnots?: number;
    knots?: "uniform" | "quantile";
    /** No second derivative at the ends, or nothing asked there; "natural". */
    boundary?: "natural" | "free";
    /** The level is free of the norm; true. */
    fitIntercept?: boolean;
  }
  /** Of all cubic splines with the least squared error, the one with the shortest coefficients: double descent. */
  interface MinimumNormSpline extends base.Regressor {
    readonly options: Required<MinimumNormSplineOptions>;
    /** nKnots + 2 for each column. */
    readonly coef: Float64Array;
    readonly intercept: number;
    /** Functions that the rows tell apart. */
    readonly rank: number;
    /** d x (nKnots + 6). */
    readonly knots: Matrix;
  }
  interface RandomFourierFeaturesOptions {
    /** > 0, of the kernel exp(-gamma |x - y|^2); 1. */
    gamma?: number;
    /** [1, 100000] waves; 100. */
    nComponents?: number;
    seed?: number;
  }
  /** Random cosines whose products approximate the RBF kernel. The first columns of a larger set are the smaller one. */
  interface RandomFourierFeatures extends base.Transformer {
    readonly options: Required<RandomFourierFeaturesOptions>;
    readonly nFeaturesIn: number;
    readonly nOutputFeatures: number;
    /** nComponents x d frequencies. */
    readonly weights: Matrix;
    /** nComponents phases. */
    readonly offsets: Float64Array;
  }
  interface RandomReluFeaturesOptions {
    /** [1, 100000] ramps; 100. */
    nComponents?: number;
    /** >= 0: the farthest from the origin that a kink may be; 1. */
    biasRange?: number;
    seed?: number;
  }
  /** Random ramps max(0, w . x + b) / sqrt(nComponents). The first columns of a larger set are the smaller one. */
  interface RandomReluFeatures extends base.Transformer {
    readonly options: Required<RandomReluFeaturesOptions>;
    readonly nFeaturesIn: number;
    readonly nOutputFeatures: number;
    /** nComponents x d directions of length 1. */
    readonly weights: Matrix;
    readonly offsets: Float64Array;
  }
}

export namespace tree {
  /** Features that a node looks at: all, the root or the logarithm of their number, a count >= 1, a share in (0, 1). */
  type MaxFeatures = "all" | "sqrt" | "log2" | number;
  /** What all trees have in common. */
  interface GrowthOptions {
    /** [0, 1024] levels below the root; 1024. */
    maxDepth?: number;
    /** >= 2, a count; 2. */
    minSamplesSplit?: number;
    /** >= 1, a count; 1. */
    minSamplesLeaf?: number;
    maxFeatures?: MaxFeatures;
    /** 0 = no limit, else >= 2 leaves, grown best-first; 0. */
    maxLeafNodes?: number;
    /** >= 0: what a split must take off the impurity, weighted with the node's share of the rows; 0. */
    minImpurityDecrease?: number;
    /** >= 0: cost-complexity pruning; 0. */
    ccpAlpha?: number;
    seed?: number;
  }
  interface DecisionTreeClassifierOptions extends GrowthOptions {
    criterion?: "gini" | "entropy";
    /** The best threshold of a feature, or one drawn at random. */
    splitter?: "best" | "random";
  }
  interface DecisionTreeRegressorOptions extends GrowthOptions {
    criterion?: "squared_error";
    splitter?: "best" | "random";
  }
  /** One entry a node, in depth-first order; node 0 is the root. */
  interface TreeNodes {
    size: number;
    /** The column that the node asks about; -1 in a leaf. */
    feature: Int32Array;
    /** x[feature] <= threshold goes left. */
    threshold: Float64Array;
    /** -1 in a leaf. */
    left: Int32Array;
    right: Int32Array;
    nSamples: Int32Array;
    /** Sum of the weights of these rows. */
    weight: Float64Array;
    impurity: Float64Array;
    depth: Int32Array;
  }
  interface Nodes extends TreeNodes {
    nClasses: number;
    /** size x nClasses: training rows of class c in node i at [i * nClasses + c]. */
    counts: Int32Array;
    /** The same as sums of weights; empty where every row weighs 1. */
    classWeight: Float64Array;
  }
  interface RegressionNodes extends TreeNodes {
    /** Mean target. */
    value: Float64Array;
  }
  interface DecisionTreeClassifier extends base.Classifier {
    /** The leaf (a node) that each row ends in. */
    apply(X: MatrixInput): Int32Array;
    readonly options: Required<DecisionTreeClassifierOptions>;
    readonly nodes: Nodes;
    readonly depth: number;
    readonly nLeaves: number;
    /** d shares that sum to 1. */
    readonly featureImportances: Float64Array;
  }
  interface TreeGrowerOptions {
    criterion?: "gini" | "entropy";
    /** [0, 1024]; 1024. This and the next two bind the greedy splits, not those by hand. */
    maxDepth?: number;
    /** >= 2; 2. */
    minSamplesSplit?: number;
    /** >= 1; 1. */
    minSamplesLeaf?: number;
  }
  /** Every split that a node could have, one entry each, by feature and then by threshold. */
  interface CandidateSplits {
    feature: Int32Array;
    threshold: Float64Array;
    nLeft: Int32Array;
    nRight: Int32Array;
    /** k a split: rows of each class that go left. */
    countsLeft: Int32Array;
    impurityLeft: Float64Array;
    impurityRight: Float64Array;
    /** Impurity of the node less the mean of both sides', weighted with their rows. */
    gain: Float64Array;
    /** Of the node. */
    impurity: number;
    /** The greedy learner's choice; -1 where it would not split the node. */
    best: number;
  }
  /**
   * A classification tree that grows one split at a time, greedily or by hand. Nodes are numbered as in `nodes`; a split or
   * a cut renumbers those behind it.
   */
  interface TreeGrower extends KernelObject {
    begin(X: MatrixInput, y: LabelsInput): this;
    /** Up to n greedy splits, each where it gains most; 1 when missing. */
    step(n?: number): this;
    /** The greedy choice for this leaf; false: the rule would not split it. */
    splitBest(node: number): boolean;
    /** x[feature] <= threshold goes left. */
    split(node: number, feature: number, threshold: number): this;
    /** Makes the node a leaf again. */
    prune(node: number): this;
    /** Takes back the last change; false: there is none. */
    undo(): boolean;
    candidateSplits(node: number): CandidateSplits;
    /** A copy of the tree as it is. */
    tree(): DecisionTreeClassifier;
    readonly nodes: Nodes;
    /** No leaf is left that the greedy rule would split. */
    readonly done: boolean;
    readonly options: Required<TreeGrowerOptions>;
  }
  interface TreeLayout {
    /** By node; the leftmost is at 0, neighbours on a level are 1 apart or more. */
    x: Float64Array;
    /** Levels below the root. */
    y: Float64Array;
    width: number;
    height: number;
  }
  interface CostComplexityPruningPath {
    /** Ascending, the first 0. */
    ccpAlphas: Float64Array;
    /** Of the tree from each alpha on: weighted impurity of its leaves. */
    impurities: Float64Array;
    nLeaves: Int32Array;
  }
  interface DecisionPaths {
    /** The paths one after the other, each from the root to a leaf. */
    nodes: Int32Array;
    /** Row i's path is nodes[offsets[i]] up to before nodes[offsets[i + 1]]. */
    offsets: Int32Array;
  }
  interface DecisionTreeRegressor extends base.Regressor {
    /** A row that weighs 2 counts as two rows do; one that weighs 0 is not there. */
    fitWeighted(X: MatrixInput, y: NumbersInput, sampleWeight: NumbersInput): this;
    /** The leaf (a node) that each row ends in. */
    apply(X: MatrixInput): Int32Array;
    readonly options: Required<DecisionTreeRegressorOptions>;
    readonly nodes: RegressionNodes;
    readonly depth: number;
    readonly nLeaves: number;
    /** d shares that sum to 1. */
    readonly featureImportances: Float64Array;
  }
}

export namespace ensemble {
  interface AdaBoostClassifierOptions {
    /** [1, 100000] rounds at most; 50. */
    nEstimators?: number;
    /** (0, 100]: what each tree's vote is multiplied by; 1. */
    learningRate?: number;
    /** [1, 1024] levels of the trees; 1 = stumps. */
    maxDepth?: number;
    /** >= 1, a count; 1. */
    minSamplesLeaf?: number;
    criterion?: "gini" | "entropy";
  }
  interface VotingNodes extends tree.TreeNodes {
    /** The class with the largest weight in the node. */
    label: Int32Array;
  }
  /** Small trees that vote; each learns from the rows that the ones before got wrong (SAMME). Steppable by round. */
  interface AdaBoostClassifier extends base.Classifier {
    /** All rows weigh the same. */
    begin(X: MatrixInput, y: LabelsInput): this;
    /** Up to n more rounds; 1 when missing. */
    step(n?: number): this;
    /** For two classes n x 1: the share of votes for the higher label minus that for the lower; else n x classes shares. */
    decisionFunction(X: MatrixInput): Matrix;
    /** n x nRounds: the label after each round. */
    stagedPredict(X: MatrixInput): IntMatrix;
    /** The model as it was after so many rounds. */
    after(rounds: number): AdaBoostClassifier;
    /** The tree of round i. */
    tree(i: number): VotingNodes;
    readonly options: Required<AdaBoostClassifierOptions>;
    /** nEstimators rounds were made, or a tree was always right, or no better than chance. */
    readonly done: boolean;
    /** Rounds made so far. */
    readonly nRounds: number;
    /** The labels that occurred, ascending. */
    readonly classes: Int32Array;
    /** What the next tree will be grown on, summing to 1: between begin and fit's end. */
    readonly sampleWeight: Float64Array;
    /** What each tree's vote counts. */
    readonly estimatorWeights: Float64Array;
    /** The weight of the rows that each tree got wrong. */
    readonly estimatorErrors: Float64Array;
    /** d shares that sum to 1. */
    readonly featureImportances: Float64Array;
  }
  interface ForestOptions {
    /** [1, 10000] trees; 100. */
    nEstimators?: number;
    /** [0, 1024] levels below the root; 1024. */
    maxDepth?: number;
    /** >= 2 rows, however often each was drawn; 2. */
    minSamplesSplit?: number;
    /** >= 1 rows, however often each was drawn; 1. */
    minSamplesLeaf?: number;
    /** Drawn anew for each node; "sqrt" for classes, "all" for numbers. */
    maxFeatures?: tree.MaxFeatures;
    /** 0 = no limit, else >= 2 leaves, grown best-first; 0. */
    maxLeafNodes?: number;
    /** >= 0; 0. */
    minImpurityDecrease?: number;
    /** >= 0, for every tree; 0. */
    ccpAlpha?: number;
    /** Each tree learns from rows drawn with replacement; true for random forests, false for extra-trees. */
    bootstrap?: boolean;
    /** (0, 1]: draws for each tree as a share of the rows; 1. */
    maxSamples?: number;
    /** Keep the out-of-bag account; needs bootstrap; false. */
    oobScore?: boolean;
    seed?: number;
  }
  interface RandomForestClassifierOptions extends ForestOptions {
    criterion?: "gini" | "entropy";
  }
  interface ExtraTreesClassifierOptions extends ForestOptions {
    criterion?: "gini" | "entropy";
  }
  interface RandomForestRegressorOptions extends ForestOptions {
    criterion?: "squared_error";
  }
  interface ExtraTreesRegressorOptions extends ForestOptions {
    criterion?: "squared_error";
  }
  /** What all forests have; steppable by tree. Tree i depends on the data, the options and (seed, i) only. */
  interface Forest {
    /** Up to n more trees; 1 when missing. */
    step(n?: number): this;
    /** n x nTrees: the leaf (a node) of each tree that each row ends in. */
    apply(X: MatrixInput): IntMatrix;
    /** How often tree i draws each row. */
    bootstrapCounts(i: number): Int32Array;
    readonly done: boolean;
    /** That are there. */
    readonly nTrees: number;
    /** d shares that sum to 1. */
    readonly featureImportances: Float64Array;
    /** Accuracy or R^2 of the rows' judgement by the trees that did not draw them; NaN while there is none. */
    readonly oobScore: number;
    /** oobScore after each tree. */
    readonly oobScores: Float64Array;
  }
  interface ForestOfClasses extends base.Classifier, Forest {
    begin(X: MatrixInput, y: LabelsInput): this;
    /** n x nTrees: the label that each tree votes for. */
    predictTrees(X: MatrixInput): IntMatrix;
    /** Its counts say how often rows were drawn. */
    tree(i: number): tree.Nodes;
    /** n x k out-of-bag shares; NaN in rows that every tree has drawn. */
    readonly oobDecisionFunction: Matrix;
  }
  interface ForestOfNumbers extends base.Regressor, Forest {
    begin(X: MatrixInput, y: NumbersInput): this;
    /** n x nTrees: what each tree predicts. */
    predictTrees(X: MatrixInput): Matrix;
    tree(i: number): tree.RegressionNodes;
    /** n out-of-bag means; NaN in rows that every tree has drawn. */
    readonly oobPrediction: Float64Array;
  }
  interface RandomForestClassifier extends ForestOfClasses {
    readonly options: Required<RandomForestClassifierOptions>;
  }
  /** All rows, one random threshold for each feature looked at. */
  interface ExtraTreesClassifier extends ForestOfClasses {
    readonly options: Required<ExtraTreesClassifierOptions>;
  }
  interface RandomForestRegressor extends ForestOfNumbers {
    readonly options: Required<RandomForestRegressorOptions>;
  }
  /** All rows, one random threshold for each feature looked at. */
  interface ExtraTreesRegressor extends ForestOfNumbers {
    readonly options: Required<ExtraTreesRegressorOptions>;
  }
  interface MajorityVoteOptions {
    /** [0, 1]: how often one voter is right; 0.6. */
    competence?: number;
    /** [0, 1]: how often a voter repeats the one common opinion instead of judging; two votes correlate by its square; 0. */
    influence?: number;
  }
  interface CastVotesOptions extends MajorityVoteOptions {
    seed?: number;
  }
  /** One trial. */
  interface CastVotes {
    /** nVoters: 1 where the vote is right. */
    right: Int32Array;
    /** nVoters: 1 where the voter repeats the common opinion. */
    repeated: Int32Array;
    leaderRight: boolean;
    nRight: number;
  }
  interface ForestVarianceOptions {
    /** [2, 10000] training sets, a forest each; 100. */
    nSets?: number;
    /** Rows of a training set, drawn without replacement; 0 = half of them, rounded up; 0. */
    trainSize?: number;
    /** [2, trees - 1] trees of each forest that tell variance and correlation; 10. */
    nPilot?: number;
    seed?: number;
  }
  /** How much forests would differ had chance drawn other training sets, measured and by the formula. */
  interface ForestVariance extends KernelObject {
    /** XQuery: where the forests are asked. Of the forest's options the seed plays no part. */
    begin(X: MatrixInput, y: NumbersInput, XQuery: MatrixInput, forest?: RandomForestRegressorOptions): this;
    /** Up to n more training sets; 1 when missing. */
    step(n?: number): this;
    readonly options: Required<ForestVarianceOptions>;
    readonly done: boolean;
    readonly nDone: number;
    /** Variance of one tree's answer; NaN for fewer than two training sets, as all below. */
    readonly treeVariance: number;
    /** Of the answers of two trees of one forest. */
    readonly correlation: number;
    /** trees - nPilot numbers: the variance of the mean of 1, 2, … trees by the formula. */
    readonly predicted: Float64Array;
    /** As many: measured on the trees that did not tell the formula. */
    readonly measured: Float64Array;
  }
  interface GradientBoostingOptions {
    /** (0, 2]: what each tree's answer is multiplied by; 0.1. */
    learningRate?: number;
    /** [1, 100000] rounds; 100. */
    nEstimators?: number;
    /** (0, 1]: share of the rows that a round's trees are grown on; 1. */
    subsample?: number;
    /** Both grow the same trees; they differ in the unit of minImpurityDecrease. */
    criterion?: "friedman_mse" | "squared_error";
    /** >= 2, a count; 2. */
    minSamplesSplit?: number;
    /** >= 1, a count; 1. */
    minSamplesLeaf?: number;
    /** [0, 1024] levels below the root; 3. */
    maxDepth?: number;
    maxFeatures?: tree.MaxFeatures;
    /** 0 = no limit, else >= 2 leaves, grown best-first; 0. */
    maxLeafNodes?: number;
    /** >= 0: what a split must take off the sum of squares, or with "squared_error" off the weighted variance; 0. */
    minImpurityDecrease?: number;
    seed?: number;
  }
  interface GradientBoostingClassifierOptions extends GradientBoostingOptions {
    loss?: "log_loss";
  }
  interface GradientBoostingRegressorOptions extends GradientBoostingOptions {
    loss?: "squared_error" | "absolute_error" | "huber";
    /** (0, 1): the quantile of "huber"; 0.9. */
    alpha?: number;
  }
  /** Trees of residuals, one after the other: log loss, two classes or more. Steppable by round. */
  interface GradientBoostingClassifier extends base.Classifier {
    /** Starts from the class frequencies. */
    begin(X: MatrixInput, y: LabelsInput): this;
    /** Up to n more rounds; 1 when missing. */
    step(n?: number): this;
    /** n x 1 log-odds of the higher label for two classes, else one score for each of `classes`. */
    decisionFunction(X: MatrixInput): Matrix;
    /** n x nRounds: the label after each round. */
    stagedPredict(X: MatrixInput): IntMatrix;
    /** n x (nRounds k): columns m k to m k + k - 1 are the probabilities after m + 1 rounds. */
    stagedPredictProba(X: MatrixInput): Matrix;
    /** The model as it was after so many rounds. */
    after(rounds: number): GradientBoostingClassifier;
    /** Tree i: of round i for two classes, else round * classes.length + class. Values are not yet times learningRate. */
    tree(i: number): tree.RegressionNodes;
    readonly options: Required<GradientBoostingClassifierOptions>;
    readonly done: boolean;
    /** Rounds made so far. */
    readonly nRounds: number;
    /** The labels that occurred, ascending. */
    readonly classes: Int32Array;
    /** What every score starts from. */
    readonly initialScore: Float64Array;
    /** Truth (1 or 0) minus present probability, what the next trees are grown on: between begin and fit's end. */
    readonly residuals: Matrix;
    /** Loss of the training rows after each round: mean log loss, for two classes twice that. */
    readonly trainScore: Float64Array;
    /** With subsample < 1: by how much each round reduced the loss of the rows it did not see; else empty. */
    readonly oobImprovement: Float64Array;
    /** d shares that sum to 1. */
    readonly featureImportances: Float64Array;
  }
  /** Trees of residuals, one after the other: squared, absolute or Huber's loss. Steppable by round. */
  interface GradientBoostingRegressor extends base.Regressor {
    /** Starts from the mean or the median. */
    begin(X: MatrixInput, y: NumbersInput): this;
    /** Up to n more rounds; 1 when missing. */
    step(n?: number): this;
    /** n x nRounds: the prediction after each round. */
    stagedPredict(X: MatrixInput): Matrix;
    /** The model as it was after so many rounds. */
    after(rounds: number): GradientBoostingRegressor;
    /** The tree of round i. Values are not yet times learningRate. */
    tree(i: number): tree.RegressionNodes;
    readonly options: Required<GradientBoostingRegressorOptions>;
    readonly done: boolean;
    /** Rounds made so far. */
    readonly nRounds: number;
    /** What every prediction starts from. */
    readonly initialPrediction: number;
    /** The negative gradient, what the next tree is grown on: between begin and fit's end. */
    readonly residuals: Float64Array;
    /** Loss of the training rows after each round. */
    readonly trainScore: Float64Array;
    /** With subsample < 1: by how much each round reduced the loss of the rows it did not see; else empty. */
    readonly oobImprovement: Float64Array;
    /** d shares that sum to 1. */
    readonly featureImportances: Float64Array;
  }
}

export namespace svm {
  interface SVCOptions {
    /** > 0: the most that one row may weigh; 1. */
    C?: number;
    /** x.z, exp(-gamma |x - z|^2) or (gamma x.z + coef0)^degree; "rbf". */
    kernel?: "linear" | "rbf" | "poly";
    /** 1 / (d * variance of X), 1 / d, or a number > 0; "scale". */
    gamma?: "scale" | "auto" | number;
    /** [0, 32], for "poly"; 3. */
    degree?: number;
    /** For "poly"; 0. */
    coef0?: number;
    /** > 0; 0.001. */
    tol?: number;
    /** Steps for a pair of classes, or -1: next to no limit; -1. */
    maxIter?: number;
    /** [1, 2000] MB for the kernel matrix; 200. */
    cacheSize?: number;
    /** Probabilities from rows that were left out, by five more fits; false: from the training rows. */
    probability?: boolean;
    /** What `decisionFunction` returns for more than two classes; "ovr". */
    decisionFunctionShape?: "ovr" | "ovo";
  }
  /**
   * Support vector machine; one against one for more than two classes. `predict`, the sign of the decision (for more
   * classes: the votes) and the largest probability always agree.
   */
  interface SVC extends base.Classifier {
    /** All weights 0. */
    begin(X: MatrixInput, y: LabelsInput): this;
    /** Up to n more steps, each of which moves the weights of two rows; 1 when missing. */
    step(n?: number): this;
    /** n x 1 for two classes, > 0 for the higher label; n x k ("ovr") or a column for each pair ("ovo") for more. */
    decisionFunction(X: MatrixInput): Matrix;
    readonly done: boolean;
    readonly options: Required<SVCOptions>;
    /** The rows of X that the machine stands on, by class. */
    readonly support: Int32Array;
    readonly supportVectors: Matrix;
    /** How many of each class. */
    readonly nSupport: Int32Array;
    /** (classes - 1) x support vectors; magnitudes up to C. */
    readonly dualCoef: Matrix;
    /** One for each pair of classes. */
    readonly intercept: Float64Array;
    /** P(first) = expit(slope * decision); one for each pair of classes. */
    readonly slope: Float64Array;
    /** The labels that occurred, ascending. */
    readonly classes: Int32Array;
    /** In force; 0 for the linear kernel. */
    readonly gamma: number;
    readonly nIter: number;
    readonly converged: boolean;
    /** The linear kernel's weights, a row for each pair; an Error for others. */
    readonly coef: Matrix;
  }
}

export namespace mixture {
  interface GaussianMixtureOptions {
    /** [1, 256], at most n; 1. */
    nComponents?: number;
    /** "full". */
    covarianceType?: "full" | "tied" | "diag" | "spherical";
    /** >= 0: converged when a round changes `lowerBound` by less; 0.001. */
    tol?: number;
    /** >= 0, added to all variances; 1e-6. */
    regCovar?: number;
    /** [1, 1000000] rounds a start; 100. */
    maxIter?: number;
    /** [1, 1000] starts, of which `fit` keeps the best; 1. */
    nInit?: number;
    /** The responsibilities before the first round; "kmeans". */
    initParams?: "kmeans" | "random";
    /** Given starting means, nComponents x d, instead. */
    means?: MatrixInput;
    seed?: number;
  }
  /** One entry a component: c + cos t * major + sin t * minor is one standard deviation off. */
  interface GaussianEllipses {
    x: Float64Array;
    y: Float64Array;
    /** The longer half axis. */
    majorX: Float64Array;
    majorY: Float64Array;
    /** The shorter one, a quarter turn to the left. */
    minorX: Float64Array;
    minorY: Float64Array;
  }
  interface MixtureSample {
    X: Matrix;
    /** The component of each row. */
    y: Int32Array;
  }
  /** A mixture of Gaussians by expectation and maximisation. */
  interface GaussianMixture extends base.Clusterer {
    /** The first components, of start number `start`; 0 when missing. */
    begin(X: MatrixInput, start?: number): this;
    /** Up to n more rounds; 1 when missing. */
    step(n?: number): this;
    /** n x k responsibilities; each row sums to 1. */
    predictProba(X: MatrixInput): Matrix;
    /** Logarithm of the density at each row, and their mean. */
    scoreSamples(X: MatrixInput): Float64Array;
    score(X: MatrixInput): number;
    /** Akaike's and Schwarz's criteria: lower is better. */
    aic(X: MatrixInput): number;
    bic(X: MatrixInput): number;
    /** d x d, whatever the type. */
    covariance(component: number): Matrix;
    /** n rows drawn from the mixture; seed 0 when missing. */
    sample(n: number, seed?: number): MixtureSample;
    /** The components as seen in two columns; 0 and 1 when missing. */
    ellipses(featureX?: number, featureY?: number): GaussianEllipses;
    readonly options: Required<Omit<GaussianMixtureOptions, "means">> & { means: Matrix };
    readonly done: boolean;
    readonly weights: Float64Array;
    /** k x d. */
    readonly means: Matrix;
    /** (k d) x d, d x d, k x d or k x 1, after covarianceType. */
    readonly covariances: Matrix;
    /** n x k, of the last round; between `begin` and the next `fit`. */
    readonly responsibilities: Matrix;
    /** Mean log-likelihood at the last round's beginning. */
    readonly lowerBound: number;
    /** One a round. */
    readonly lowerBoundHistory: Float64Array;
    readonly nIter: number;
    readonly converged: boolean;
    readonly nParameters: number;
  }
}

export namespace naive_bayes {
  interface GaussianNBOptions {
    /** One for each label that occurs, summing to 1; the shares of the labels when missing. */
    priors?: NumbersInput;
    /** [0, 1000000]: this share of the largest variance of a column is added to all; 1e-9. */
    varSmoothing?: number;
  }
  /** Independent normal columns within each class. Rows of what it learns stand for `classes`. */
  interface GaussianNB extends base.Classifier {
    /** Logarithm of prior times density under each of `classes`. */
    predictJointLogProba(X: MatrixInput): Matrix;
    readonly options: { priors: Float64Array; varSmoothing: number };
    /** Means. */
    readonly theta: Matrix;
    /** Variances, smoothed. */
    readonly var: Matrix;
    readonly classPrior: Float64Array;
    readonly classCount: Int32Array;
    /** The labels that occurred, ascending. */
    readonly classes: Int32Array;
    /** What was added to the variances. */
    readonly epsilon: number;
  }
}

export namespace cluster {
  interface KMeansOptions {
    /** [1, 1024], at most n; 8. */
    nClusters?: number;
    /** How the centres are drawn; "k-means++". */
    init?: "k-means++" | "random";
    /** Given starting centres, nClusters x d, instead. */
    centers?: MatrixInput;
    /** [0, 1000] starts, of which `fit` keeps the best; 0: 1, or 10 for "random". */
    nInit?: number;
    /** [1, 1000000] rounds a start; 300. */
    maxIter?: number;
    /** >= 0: converged when the centres' squared moves sum to this share of the columns' mean variance; 1e-4. */
    tol?: number;
    seed?: number;
  }
  /** k-means by Lloyd's algorithm. A round is two phases: "assign" rows to centres, "update" the centres. */
  interface KMeans extends base.Clusterer {
    /** Chooses the centres of start number `start`; 0 when missing. `labels` are -1 until the first phase. */
    begin(X: MatrixInput, start?: number): this;
    /** Up to n more phases; 1 when missing. */
    step(n?: number): this;
    /** Distances to the centres, n x nClusters. */
    transform(X: MatrixInput): Matrix;
    readonly options: Required<Omit<KMeansOptions, "centers">> & { centers: Matrix };
    readonly done: boolean;
    /** What the next step will do; "" when done. */
    readonly phase: "assign" | "update" | "";
    /** nClusters x d. */
    readonly centers: Matrix;
    /** Sum of squared distances at the last assignment. */
    readonly inertia: number;
    /** Rounds made. */
    readonly nIter: number;
    readonly converged: boolean;
  }
}

export namespace decomposition {
  interface PCAOptions {
    /** A count in [1, min(n, d)], a share of the variance in (0, 1), or 0 for all; 0. */
    nComponents?: number;
    /** Scores of variance 1; false. */
    whiten?: boolean;
  }
  /** Principal components. In each, the entry of largest magnitude is positive. */
  interface PCA extends base.Transformer {
    /** The first `count` columns of `transform(X)`. */
    scores(X: MatrixInput, count: number): Matrix;
    /** From scores back to X's columns, up to what the components left out. */
    inverseTransform(Z: MatrixInput): Matrix;
    readonly options: Required<PCAOptions>;
    readonly nFeaturesIn: number;
    /** How many were kept. */
    readonly nComponents: number;
    /** nComponents x d, orthonormal rows. */
    readonly components: Matrix;
    readonly mean: Float64Array;
    /** nComponents variances (n - 1), descending; and as shares of all variance. */
    readonly explainedVariance: Float64Array;
    readonly explainedVarianceRatio: Float64Array;
    readonly singularValues: Float64Array;
    /** Mean variance of the components that were left out. */
    readonly noiseVariance: number;
  }
}

export namespace metrics {
  interface RocCurveOptions {
    /** The positive class, every other label being negative; 1. */
    posLabel?: number;
    /** Leave out points in the middle of a straight piece; true. */
    dropIntermediate?: boolean;
  }
  /** Points by falling threshold, from (0, 0) at threshold Infinity to (1, 1). */
  interface RocCurve {
    fpr: Float64Array;
    tpr: Float64Array;
    /** A case is called positive when its score is at least the threshold. */
    thresholds: Float64Array;
    /** Area under the whole curve. */
    auc: number;
    nPositive: number;
    nNegative: number;
  }
  interface RocAucOptions {
    posLabel?: number;
    /** (0, 1] the area up to this false positive rate; 1. */
    maxFpr?: number;
    /** With maxFpr < 1: McClish's standardised area (1/2 knows nothing, 1 is perfect), or the plain one; true. */
    standardize?: boolean;
  }
  interface MulticlassAucOptions {
    /** Each class against the rest, or each pair of classes; "ovr". */
    multiClass?: "ovr" | "ovo";
    /** "macro". */
    average?: "macro" | "weighted";
  }
  interface OptimalThresholdOptions {
    posLabel?: number;
    /** > 0; 1. */
    costFalsePositive?: number;
    /** > 0; 1. */
    costFalseNegative?: number;
    /** [0, 1) share of positives in the world of use; 0 = as in the data. */
    prevalence?: number;
  }
  /** Where the lowest iso-cost line, tpr = slope fpr + intercept, touches the ROC curve. */
  interface OperatingPoint {
    threshold: number;
    fpr: number;
    tpr: number;
    /** Of one case. */
    expectedCost: number;
    prevalence: number;
    slope: number;
    intercept: number;
  }
  interface PrecisionRecallCurveOptions {
    posLabel?: number;
    /** Leave out points between two others of the same recall; false. */
    dropIntermediate?: boolean;
  }
  /** By rising threshold; recall falls from 1 to 0. The last point (1, 0) belongs to no threshold. */
  interface PrecisionRecallCurve {
    precision: Float64Array;
    recall: Float64Array;
    /** One fewer. */
    thresholds: Float64Array;
    averagePrecision: number;
  }
  interface PrecisionRecallInterpolationOptions {
    posLabel?: number;
    /** Only between the corners of the ROC curve's convex hull: the achievable curve; false. */
    convexHull?: boolean;
  }
  /** After Davis & Goadrich: between two thresholds precision is a hyperbola of recall, not a straight line. */
  interface PrecisionRecallInterpolation {
    /** Rising from 0 to 1, a point for each true positive. */
    recall: Float64Array;
    precision: Float64Array;
    /** Under the curve, exact. */
    area: number;
    /** Under straight lines between the thresholds' points: the textbook mistake. */
    linearArea: number;
  }
  interface ThresholdScoresOptions {
    /** Where to look, finite; every distinct score, after Infinity, when missing or empty. */
    thresholds?: NumbersInput;
    posLabel?: number;
    /** >= 0, of the F score; 1. */
    beta?: number;
    /** [0, 1): the ratios as they would be in a world with this share of positives; 0 = as in the data. */
    prevalence?: number;
    /** What precision is worth where nothing is called positive; 0. */
    zeroDivision?: 0 | 1;
  }
  /** One entry a threshold; a case is called positive when its score is at least the threshold. */
  interface ThresholdScores {
    thresholds: Float64Array;
    truePositives: Int32Array;
    falsePositives: Int32Array;
    trueNegatives: Int32Array;
    falseNegatives: Int32Array;
    accuracy: Float64Array;
    balancedAccuracy: Float64Array;
    precision: Float64Array;
    recall: Float64Array;
    specificity: Float64Array;
    fbeta: Float64Array;
    matthewsCorrcoef: Float64Array;
  }
  interface CurveDistanceOptions {
    /** >= 0, in the unit of y: curves this close count as one; 0. */
    tolerance?: number;
  }
  /** How far apart two curves are, and where. */
  interface CurveDistance {
    /** Area between the curves over the width of x: their mean vertical distance. */
    mean: number;
    /** Largest vertical distance. */
    largest: number;
    /** Index of the first point that is so far apart. */
    largestAt: number;
    /** Index of the first point that is further apart than the tolerance; n where there is none. */
    apartFrom: number;
    /** yPred - yTrue at each point. */
    difference: Float64Array;
  }
  interface CalibrationCurveOptions {
    posLabel?: number;
    /** [1, 10000]; 5. */
    nBins?: number;
    /** Bins of equal width, or of equally many cases; "uniform". */
    strategy?: "uniform" | "quantile";
  }
  /** One entry for each bin that is not empty. */
  interface CalibrationCurve {
    /** Share of events in the bin. */
    probTrue: Float64Array;
    /** Mean probability in the bin. */
    probPred: Float64Array;
    count: Int32Array;
    /** nBins + 1. */
    binEdges: Float64Array;
    expectedCalibrationError: number;
  }
  interface DelongOptions {
    posLabel?: number;
    /** (0, 1); 0.95. */
    confidence?: number;
  }
  interface DelongInterval {
    auc: number;
    standardError: number;
    low: number;
    high: number;
  }
  interface DelongCovariance {
    /** One area for each column of the scores. */
    auc: Float64Array;
    covariance: Matrix;
  }
  interface DelongTest {
    aucA: number;
    aucB: number;
    /** aucA - aucB, with its standard error and interval. */
    difference: number;
    standardError: number;
    low: number;
    high: number;
    z: number;
    /** Two-sided. */
    pValue: number;
  }
  interface RocBootstrapOptions {
    /** [1, 100000]; 2000. */
    nResamples?: number;
    /** Resample positives and negatives apart; true. */
    stratify?: boolean;
    /** (0, 1); 0.95. */
    confidence?: number;
    /** "percentile". */
    method?: "percentile" | "bca";
    /** [2, 10001] false positive rates of the band; 101. */
    gridSize?: number;
    posLabel?: number;
    seed?: number;
  }
  interface BootstrapInterval {
    estimate: number;
    low: number;
    high: number;
    standardError: number;
  }
  /** Quantiles of the resampled curves at each false positive rate. */
  interface RocBand {
    fpr: Float64Array;
    low: Float64Array;
    median: Float64Array;
    high: Float64Array;
  }
  /** The ROC curves that other samples would have shown, of one or two scores of the same cases. */
  interface RocBootstrap extends KernelObject {
    /** scores: n x 1 or n x 2. */
    begin(yTrue: LabelsInput, scores: MatrixInput): this;
    /** Up to n more resamples; 1 when missing. */
    step(n?: number): this;
    readonly options: Required<RocBootstrapOptions>;
    readonly done: boolean;
    readonly nDone: number;
    /** nResamples x (1 or 2); NaN in resamples to come. */
    readonly auc: Matrix;
    /** nResamples x gridSize: the curves. score: 0 (when missing) or 1. */
    tpr(score?: number): Matrix;
    interval(score?: number): BootstrapInterval;
    /** Of the first area less the second. */
    differenceInterval(): BootstrapInterval;
    band(score?: number): RocBand;
  }
  interface PairTallyOptions {
    /** [1, 1000000]; 1000. */
    nPairs?: number;
    posLabel?: number;
    seed?: number;
  }
  /** Pairs of a positive and a negative, drawn at random: the share that the positive wins runs to the area. */
  interface PairTally extends KernelObject {
    begin(yTrue: LabelsInput, yScore: NumbersInput): this;
    /** Up to n more pairs; 1 when missing. */
    step(n?: number): this;
    readonly options: Required<PairTallyOptions>;
    readonly done: boolean;
    readonly nDone: number;
    readonly wins: number;
    readonly ties: number;
    readonly losses: number;
    /** (wins + ties / 2) / pairs after each of nPairs pairs; NaN for those to come. */
    readonly share: Float64Array;
    /** The row of the positive in each pair; -1 in those to come. */
    readonly positiveRows: Int32Array;
    readonly negativeRows: Int32Array;
  }
  interface PartialAucOptions {
    /** (0, 1]; 0.1. */
    maxFpr?: number;
    /** McClish's scale, on which knowing nothing is 1/2; true. */
    standardize?: boolean;
  }
  interface ExpectedCostOptions {
    /** > 0; 1. */
    costFalsePositive?: number;
    /** > 0; 1. */
    costFalseNegative?: number;
    /** [0, 1] share of positives in the world; 0.5. */
    prevalence?: number;
  }
  interface ClassScoreOptions {
    /** One class, or how k classes become one number; "binary". */
    average?: "binary" | "macro" | "micro" | "weighted";
    /** For "binary"; 1. */
    posLabel?: number;
    /** >= 0: recall counts beta times as much as precision in fbetaScore; 1. */
    beta?: number;
    /** What 0 / 0 is worth; 0. */
    zeroDivision?: 0 | 1;
    /** Classes 0 .. nClasses - 1; 0 = those that occur. */
    nClasses?: number;
  }
  /** One entry a class with average "none", else one. */
  interface PrecisionRecallFscoreSupport {
    precision: Float64Array;
    recall: Float64Array;
    fbeta: Float64Array;
    /** Cases of the class in yTrue. */
    support: Int32Array;
  }
  interface ConfusionScoresOptions {
    /** >= 0; 1. */
    beta?: number;
    /** What 0 / 0 is worth; 0. */
    zeroDivision?: 0 | 1;
  }
  /** Everything that a confusion matrix says; columns have one entry a class. */
  interface ConfusionScores {
    truePositives: Int32Array;
    falsePositives: Int32Array;
    falseNegatives: Int32Array;
    trueNegatives: Int32Array;
    /** Cases of the class. */
    support: Int32Array;
    /** Calls of the class. */
    predicted: Int32Array;
    precision: Float64Array;
    recall: Float64Array;
    specificity: Float64Array;
    fbeta: Float64Array;
    /** Precision, recall and F-beta, averaged. */
    macro: Float64Array;
    micro: Float64Array;
    weighted: Float64Array;
    accuracy: number;
    balancedAccuracy: number;
    matthewsCorrcoef: number;
  }
}

export namespace neural_network {
  /** Of both networks. Those that scikit-learn does not have: alphaL1, dropout, "rmsprop", rho, init. */
  interface MLPOptions {
    /** Units of 0 to 8 hidden layers, [1, 4096] each; [100]. */
    hiddenLayerSizes?: NumbersInput;
    /** Of the hidden units; "relu". "logistic" is the sigmoid, "identity" the linear unit. */
    activation?: "relu" | "tanh" | "logistic" | "identity";
    /** "adam". */
    solver?: "sgd" | "adam" | "rmsprop";
    /** >= 0: L2 penalty, alpha / 2 |W|^2 / (rows of the batch); 0.0001. */
    alpha?: number;
    /** >= 0: L1 penalty, by proximal steps: weights become exactly 0; 0. */
    alphaL1?: number;
    /** [0, 0.95] share of hidden units switched off in each step; 0. */
    dropout?: number;
    /** [0, 1000000]; 0 is min(200, n). */
    batchSize?: number;
    /** > 0; 0.001. */
    learningRateInit?: number;
    /** "constant". */
    learningRate?: "constant" | "invscaling" | "adaptive";
    /** [0, 10], for "invscaling"; 0.5. */
    powerT?: number;
    /** [1, 1000000] epochs; 200. */
    maxIter?: number;
    /** Rows in a new order in each epoch; true. */
    shuffle?: boolean;
    /** Of initial weights, order, dropout and held-out rows. */
    seed?: number;
    /** >= 0: what counts as improvement; 0.0001. */
    tol?: number;
    /** [0, 1000000] epochs without improvement after which `fit` stops, 0: never; 10. */
    nIterNoChange?: number;
    /** [0, 1), sgd; 0.9. */
    momentum?: number;
    /** sgd; true. */
    nesterovsMomentum?: boolean;
    /** Judge improvement on held-out rows; `fit` keeps the best epoch; false. */
    earlyStopping?: boolean;
    /** (0, 1); 0.1. */
    validationFraction?: number;
    /** [0, 1), adam; 0.9 and 0.999. */
    beta1?: number;
    beta2?: number;
    /** [0, 1), rmsprop; 0.9. */
    rho?: number;
    /** > 0, adam and rmsprop; 1e-8. */
    epsilon?: number;
    /** Range of the initial weights; "glorot". */
    init?: "glorot" | "he";
  }
  interface MLPClassifierOptions extends MLPOptions {}
  interface MLPRegressorOptions extends MLPOptions {}
  /** z = a coef + intercept. */
  interface MLPLayer {
    /** in x out. */
    coef: FloatMatrix;
    intercept: Float32Array;
  }
  interface NeuronSurfaceOptions {
    /** 0 is the first hidden layer, nLayers - 1 the output; 0. */
    layer?: number;
    /** One unit, or -1: all of them; -1. */
    unit?: number;
    /** [0, 1, 0, 1] when missing. */
    bounds?: NumbersInput;
    /** [1, 4096] pixels; 100. */
    width?: number;
    height?: number;
  }
  /** Row 0 is the top, as in DecisionSurface. */
  interface NeuronSurface {
    width: number;
    height: number;
    nUnits: number;
    bounds: Bounds;
    /** nUnits pictures of width * height numbers, one after the other. */
    activation: Float32Array;
  }
  /** What both networks can do. Layers are counted from 0, the first hidden one; the last is the output. */
  interface MultilayerPerceptron {
    /** To the end of the present epoch and n - 1 more; 1 when missing. */
    step(n?: number): this;
    /** Up to n more batches; 1 when missing. */
    stepBatch(n?: number): this;
    /** Puts other weights in place, at any time after `begin`. */
    setLayer(layer: number, coef: MatrixInput, intercept: NumbersInput): this;
    /** in x out, as of now. */
    coefs(layer: number): FloatMatrix;
    intercepts(layer: number): Float32Array;
    /** Of the last batch, m rows, with the weights before its update; none before the first step and after `fit`. */
    batchPreActivations(layer: number): FloatMatrix;
    batchActivations(layer: number): FloatMatrix;
    /** The derivative of the batch's mean loss by the pre-activations. */
    batchDeltas(layer: number): FloatMatrix;
    /** in x out, with the L2 penalty's part. */
    coefGradients(layer: number): FloatMatrix;
    interceptGradients(layer: number): Float32Array;
    /** n x out: what the units of a layer answer to X. */
    activations(X: MatrixInput, layer: number): FloatMatrix;
    /** What units answer to each pixel of a rectangle; two features. */
    neuronSurface(options?: NeuronSurfaceOptions): NeuronSurface;
    /** maxIter epochs were trained, training diverged, or `fit` has let the samples go. */
    readonly done: boolean;
    /** More than nIterNoChange epochs without improvement: `fit` stops here, `step` does not. */
    readonly converged: boolean;
    /** An update left the finite numbers; the weights are those before the call in which it did. */
    readonly diverged: boolean;
    /** Hidden layers + 1. */
    readonly nLayers: number;
    readonly layers: MLPLayer[];
    /** Epochs trained. */
    readonly nIter: number;
    /** The loss of each epoch. */
    readonly lossCurve: Float64Array;
    /** With earlyStopping accuracy or R^2 on the held-out rows after each epoch. */
    readonly validationScores: Float64Array;
    /** Rows of X in the last batch. */
    readonly batchRows: Int32Array;
    readonly batchLoss: number;
  }
  /** Logistic output for two classes, softmax for more; log loss. */
  interface MLPClassifier extends base.Classifier, MultilayerPerceptron {
    /** Draws the initial weights. */
    begin(X: MatrixInput, y: LabelsInput): this;
    readonly options: Required<MLPOptions>;
    /** The labels that occurred, ascending. */
    readonly classes: Int32Array;
  }
  /** One linear output; squared loss. */
  interface MLPRegressor extends base.Regressor, MultilayerPerceptron {
    begin(X: MatrixInput, y: NumbersInput): this;
    readonly options: Required<MLPOptions>;
  }
}

export namespace model_selection {
  interface TrainValTestSplitOptions {
    /** Shares that sum to 1; 0.6, 0.2, 0.2. */
    trainSize?: number;
    valSize?: number;
    testSize?: number;
    /** Keep the class shares in every pen; false. */
    stratify?: boolean;
    seed?: number;
  }
  /** Row numbers, ascending; every row is in exactly one. */
  interface Split {
    train: Int32Array;
    val: Int32Array;
    test: Int32Array;
  }
  interface MonteCarloCrossValidationOptions extends TrainValTestSplitOptions {
    /** [1, 1000000] rounds; 1000. */
    nSplits?: number;
  }
  /** Repeated random re-splitting: in each round every model is fitted anew on the training pen and scored on all three. */
  interface MonteCarloCrossValidation extends KernelObject {
    begin(X: MatrixInput, y: LabelsInput, models: readonly base.Classifier[]): this;
    /** Up to n more rounds; 1 when missing. */
    step(n?: number): this;
    /** The pens of round i. */
    split(i: number): Split;
    readonly options: Required<MonteCarloCrossValidationOptions>;
    readonly done: boolean;
    readonly nDone: number;
    readonly nModels: number;
    /** nSplits x nModels; NaN in rounds to come. */
    readonly trainAccuracy: Matrix;
    readonly valAccuracy: Matrix;
    readonly testAccuracy: Matrix;
    /** The best model on validation in each round, the first on ties; -1 in rounds to come. */
    readonly chosen: Int32Array;
  }
  interface HoldoutReuseOptions {
    /** [1, 100000] models to try; 200. */
    nTries?: number;
    /** What a try trains on: a bootstrap of the training pen, or all of it; "bootstrap". */
    resample?: "bootstrap" | "none";
    seed?: number;
  }
  /** One model after the other judged on the same test pen, the best one kept. */
  interface HoldoutReuse extends KernelObject {
    begin(
      XTrain: MatrixInput,
      yTrain: LabelsInput,
      XTest: MatrixInput,
      yTest: LabelsInput,
      XFresh: MatrixInput,
      yFresh: LabelsInput,
      candidates: readonly base.Classifier[],
    ): this;
    step(n?: number): this;
    readonly options: Required<HoldoutReuseOptions>;
    readonly done: boolean;
    readonly nDone: number;
    /** nTries entries each; NaN (best: -1) in tries to come. */
    readonly testScore: Float64Array;
    readonly freshScore: Float64Array;
    /** The try with the highest test score so far, after each try. */
    readonly best: Int32Array;
    readonly bestTestScore: Float64Array;
    readonly freshScoreOfBest: Float64Array;
  }

  /** Row numbers, ascending. */
  interface Fold {
    train: Int32Array;
    test: Int32Array;
  }
  /** How many folds (unshuffled; stratified for classifiers), or the folds themselves; 5 when missing. */
  type CvInput = number | readonly { train: LabelsInput; test: LabelsInput }[];
  interface KFoldOptions {
    /** [2, n]; 5. */
    nSplits?: number;
    /** Deal the rows in random order; false. */
    shuffle?: boolean;
    seed?: number;
  }
  /** Every row is tested once. */
  interface KFold extends KernelObject {
    /** The folds of n rows. */
    split(n: number): Fold[];
    readonly options: Required<KFoldOptions>;
  }
  interface StratifiedKFoldOptions extends KFoldOptions {}
  /** Every row is tested once, and every fold has the classes' shares. */
  interface StratifiedKFold extends KernelObject {
    split(y: LabelsInput): Fold[];
    readonly options: Required<StratifiedKFoldOptions>;
  }
  interface RepeatedKFoldOptions {
    /** [2, n]; 5. */
    nSplits?: number;
    /** [1, 100000]; 10. */
    nRepeats?: number;
    seed?: number;
  }
  /** KFold, shuffled, again and again: nRepeats x nSplits folds. */
  interface RepeatedKFold extends KernelObject {
    split(n: number): Fold[];
    readonly options: Required<RepeatedKFoldOptions>;
  }
  interface RepeatedStratifiedKFoldOptions extends RepeatedKFoldOptions {}
  interface RepeatedStratifiedKFold extends KernelObject {
    split(y: LabelsInput): Fold[];
    readonly options: Required<RepeatedStratifiedKFoldOptions>;
  }
  interface LeaveOneOutOptions {}
  /** Every row alone is a test set; n <= 10000. */
  interface LeaveOneOut extends KernelObject {
    split(n: number): Fold[];
    readonly options: LeaveOneOutOptions;
  }
  interface ShuffleSplitOptions {
    /** [1, 100000]; 10. */
    nSplits?: number;
    /** (0, 1), rounded up; 0.1. */
    testSize?: number;
    /** [0, 1), rounded down; 0 = all that are not tested. */
    trainSize?: number;
    seed?: number;
  }
  /** Independent random splits. */
  interface ShuffleSplit extends KernelObject {
    split(n: number): Fold[];
    readonly options: Required<ShuffleSplitOptions>;
  }
  interface StratifiedShuffleSplitOptions extends ShuffleSplitOptions {}
  interface StratifiedShuffleSplit extends KernelObject {
    split(y: LabelsInput): Fold[];
    readonly options: Required<StratifiedShuffleSplitOptions>;
  }
  interface GroupKFoldOptions {
    /** [2, number of groups]; 5. */
    nSplits?: number;
  }
  /** No group is in both sets of a fold: rows of one patient, field or day know too much about each other. */
  interface GroupKFold extends KernelObject {
    /** One number a row; rows with the same number belong together. */
    split(groups: LabelsInput): Fold[];
    readonly options: Required<GroupKFoldOptions>;
  }

  /**
   * Scores by name; higher is better. Of classifiers "accuracy" (the default), "balanced_accuracy", "matthews_corrcoef",
   * "precision", "recall", "f1" (class 1; or with "_macro", "_micro", "_weighted"), "roc_auc", "average_precision",
   * "neg_brier_score" (two classes), "roc_auc_ovr", "roc_auc_ovo" (also with "_weighted"), "neg_log_loss". Of regressors
   * "r2" (the default), "explained_variance", "max_error" (negative), "neg_mean_squared_error",
   * "neg_root_mean_squared_error", "neg_mean_absolute_error", "neg_median_absolute_error".
   */
  type Scoring = string;
  /** What is stepped through: `begin` copies everything, a step is one fit, scores to come are NaN. */
  interface Run extends KernelObject {
    /** Up to n more fits; 1 when missing. */
    step(n?: number): this;
    readonly done: boolean;
    readonly nDone: number;
  }
  interface CrossValidationOptions {
    /** One column of scores each; the estimator's own when empty or missing. */
    scoring?: readonly Scoring[];
    /** Also score the training rows; false. */
    returnTrainScore?: boolean;
  }
  /** scikit-learn's cross_validate, one fit a step. */
  interface CrossValidation extends Run {
    begin(estimator: base.Classifier, X: MatrixInput, y: LabelsInput, cv?: CvInput): this;
    begin(estimator: base.Regressor, X: MatrixInput, y: NumbersInput, cv?: CvInput): this;
    readonly options: Required<CrossValidationOptions>;
    readonly nSteps: number;
    /** nFolds x nScores. */
    readonly testScore: Matrix;
    /** Empty without returnTrainScore. */
    readonly trainScore: Matrix;
  }
  interface GridSearchCVOptions {
    /** The estimators' own when "" or missing. */
    scoring?: Scoring;
    /** Also score the training rows, for a validation curve; false. */
    returnTrainScore?: boolean;
  }
  /**
   * Every candidate on every fold, candidate by candidate. A grid is a list of estimators:
   * parameterGrid({ maxDepth: [1, 2, 3] }).map((o) => new k.tree.DecisionTreeClassifier(o)).
   * The best, refitted: candidates[search.bestIndex].clone().fit(X, y).
   */
  interface GridSearchCV extends Run {
    begin(candidates: readonly base.Classifier[], X: MatrixInput, y: LabelsInput, cv?: CvInput): this;
    begin(candidates: readonly base.Regressor[], X: MatrixInput, y: NumbersInput, cv?: CvInput): this;
    readonly options: Required<GridSearchCVOptions>;
    readonly nSteps: number;
    /** nCandidates x nFolds. */
    readonly testScore: Matrix;
    readonly trainScore: Matrix;
    /** nCandidates each; NaN until a candidate has all its folds. */
    readonly meanTestScore: Float64Array;
    readonly stdTestScore: Float64Array;
    /** 1 = highest mean; 0 until there is one. */
    readonly rankTestScore: Int32Array;
    /** The first of the highest means; -1 before any. */
    readonly bestIndex: number;
    /** Chosen as the highest of many, so it flatters. */
    readonly bestScore: number;
  }
  interface NestedCrossValidationOptions {
    scoring?: Scoring;
    /** [2, training rows] folds within each training set; 5. */
    innerSplits?: number;
  }
  /** Choosing among candidates within each training set, judged on test rows that had no say. */
  interface NestedCrossValidation extends Run {
    begin(candidates: readonly base.Classifier[], X: MatrixInput, y: LabelsInput, cv?: CvInput): this;
    begin(candidates: readonly base.Regressor[], X: MatrixInput, y: NumbersInput, cv?: CvInput): this;
    readonly options: Required<NestedCrossValidationOptions>;
    readonly nSteps: number;
    /** nFolds each. */
    readonly testScore: Float64Array;
    /** The mean for which the candidate was chosen. */
    readonly innerScore: Float64Array;
    /** -1 for folds to come. */
    readonly chosen: Int32Array;
  }
  interface LearningCurveOptions {
    scoring?: Scoring;
    /** (0, 1] shares of the training rows; [0.1, 0.325, 0.55, 0.775, 1]. */
    trainSizes?: NumbersInput;
    /** Take the training rows in random order, needed where they are sorted by class; false. */
    shuffle?: boolean;
    seed?: number;
  }
  /** Scores against the number of training rows, from left to right. */
  interface LearningCurve extends Run {
    begin(estimator: base.Classifier, X: MatrixInput, y: LabelsInput, cv?: CvInput): this;
    begin(estimator: base.Regressor, X: MatrixInput, y: NumbersInput, cv?: CvInput): this;
    readonly options: Required<LearningCurveOptions>;
    readonly nSteps: number;
    /** Numbers of rows, rising. */
    readonly trainSizes: Int32Array;
    /** nSizes x nFolds each. */
    readonly testScore: Matrix;
    readonly trainScore: Matrix;
  }
  interface BiasVarianceDecompositionOptions {
    /** [1, 100000] training sets; 200. */
    nRounds?: number;
    seed?: number;
  }
  /** One entry a test point, over the rounds so far, and the means. */
  interface BiasVarianceParts {
    noise: Float64Array;
    /** Squared for regression; 0 or 1 for classification. */
    bias: Float64Array;
    variance: Float64Array;
    /** What variance adds to the loss: negative where it helps a biased classifier. */
    netVariance: Float64Array;
    /** Regression: noise + bias + variance. Classification without noise: bias + netVariance (Domingos 2000). */
    loss: Float64Array;
    /** Mean, or most frequent label, of the predictions. */
    mainPrediction: Float64Array;
    meanNoise: number;
    meanBias: number;
    meanVariance: number;
    meanNetVariance: number;
    meanLoss: number;
  }
  /** Squared loss for regressors, 0-1 loss for classifiers. */
  interface BiasVarianceDecomposition extends Run {
    /** truth: the mean of y at each test point; noise: its variance there, 0 when missing. */
    begin(estimator: base.Regressor, XTest: MatrixInput, truth: NumbersInput, noise?: NumbersInput): this;
    /** truth: the label at each test point, or the probabilities of the classes (m x k). */
    begin(estimator: base.Classifier, XTest: MatrixInput, truth: LabelsInput | MatrixInput): this;
    /** A round on a training set that was drawn anew. */
    addRound(X: MatrixInput, y: NumbersInput): this;
    /** The rows of which `step` takes bootstrap samples. */
    setPool(X: MatrixInput, y: NumbersInput): this;
    readonly options: Required<BiasVarianceDecompositionOptions>;
    /** nRounds x m, labels as numbers; NaN in rounds to come. */
    readonly predictions: Matrix;
    readonly parts: BiasVarianceParts;
  }
}

export namespace inspection {
  interface RegressionCurveOptions {
    /** The grid: nPoints ([2, 100000]; 200) numbers from xMin (0) to xMax (1). */
    xMin?: number;
    xMax?: number;
    nPoints?: number;
    /** [0, d) the column that runs along the grid; 0. */
    feature?: number;
    /** What the d columns are elsewhere; may be missing when d = 1. */
    fixed?: NumbersInput;
  }
  interface RegressionFanOptions extends RegressionCurveOptions {
    /** [1, 10000] training sets; 50. */
    nFits?: number;
    /** Rows drawn with replacement, or without; "bootstrap". */
    resample?: "bootstrap" | "subsample";
    /** Rows of a training set; 0: all, or half of them for a subsample. */
    trainSize?: number;
    /** The quantiles of the band, 0 <= low <= high <= 1; 0.05 and 0.95. */
    low?: number;
    high?: number;
    seed?: number;
  }
  /** Many fits of one model to training sets that chance might have drawn as well, and their curves. */
  interface RegressionFan extends KernelObject {
    /** The prototype is cloned, not touched. */
    begin(X: MatrixInput, y: NumbersInput, prototype: base.Regressor): this;
    /** Up to n more fits; 1 when missing. */
    step(n?: number): this;
    /** The next fit is to this training set. */
    addFit(X: MatrixInput, y: NumbersInput): this;
    /** The rows of training set i. */
    trainingRows(i: number): Int32Array;
    readonly options: Required<RegressionFanOptions>;
    readonly done: boolean;
    readonly nDone: number;
    /** The grid. */
    readonly x: Float64Array;
    /** nFits x nPoints; NaN in fits to come. */
    readonly curves: Matrix;
    /** Over the curves so far, nPoints numbers each; std: of single curves about the mean. */
    readonly summary: { mean: Float64Array; std: Float64Array; low: Float64Array; high: Float64Array };
  }
  interface DecisionSurfaceOptions {
    /** [0, 1, 0, 1] when missing. */
    bounds?: NumbersInput;
    /** [1, 4096] pixels; 100. */
    width?: number;
    height?: number;
    /** One [r, g, b], 0..255, for each class. */
    palette?: readonly NumbersInput[];
    /** [0, 255] opacity where the classes are level; 20. */
    alphaMin?: number;
    /** [0, 255] opacity where the model is certain; 140. */
    alphaMax?: number;
  }
  /** Row 0 is the top; pixel (column i, row j) at [j * width + i] stands for its centre. */
  interface DecisionSurface {
    width: number;
    height: number;
    nClasses: number;
    bounds: Bounds;
    /** Of class 1; of the winning class when there are more than two. */
    probability: Float32Array;
    /** The winning class. */
    label: Uint8Array;
    /** All k probabilities of a pixel together when there are more than two classes; else empty. */
    classProbability: Float32Array;
    /** 4 bytes a pixel, for ImageData. */
    rgba: Uint8ClampedArray;
  }
  /** Line l has the points offsets[l] .. offsets[l + 1] - 1; where closed[l] is 1, the last joins the first. */
  interface Polylines {
    x: Float64Array;
    y: Float64Array;
    offsets: Int32Array;
    closed: Uint8Array;
  }
  interface PermutationImportanceOptions {
    /** [1, 10000] shuffles of each column; 5. */
    nRepeats?: number;
    /** "auto" is accuracy for classifiers and r2 for regressors. */
    scoring?:
      | "auto"
      | "accuracy"
      | "balanced_accuracy"
      | "neg_log_loss"
      | "r2"
      | "neg_mean_squared_error"
      | "neg_mean_absolute_error";
    seed?: number;
  }
  interface PermutationImportance {
    baselineScore: number;
    /** d x nRepeats: baselineScore minus the score with column j shuffled. */
    importances: Matrix;
    importancesMean: Float64Array;
    /** With divisor nRepeats. */
    importancesStd: Float64Array;
  }
  interface PartialDependenceOptions {
    /** One or two columns of X; [0]. */
    features?: NumbersInput;
    /** [2, 10000] values of each feature; 100. */
    gridResolution?: number;
    /** The grid runs between these two quantiles; [0.05, 0.95]. */
    percentiles?: NumbersInput;
    /** Which curves are kept; "average". */
    kind?: "average" | "individual" | "both";
    /** Classifiers: the class whose probability is asked for; 1. */
    target?: number;
  }
  /** With two features grid point (i, j) is at i * values1.length + j. */
  interface PartialDependence {
    features: Int32Array;
    values0: Float64Array;
    /** Empty with one feature. */
    values1: Float64Array;
    /** Mean answer at each grid point; empty with kind "individual". */
    average: Float64Array;
    /** A row of X is a curve; 0 x 0 with kind "average". */
    individual: Matrix;
  }
}

/** The built module, by families. */
export namespace persistence {
  interface FromJsonOptions {
    /** Bytes of text; 67108864. */
    maxBytes?: number;
    /** Numbers, strings, arrays and objects together; 8388608. */
    maxValues?: number;
    /** Arrays and objects inside each other; 64. */
    maxDepth?: number;
  }
}

export interface Kernel {
  /** A matrix from rows of numbers, all equally long. */
  matrix(rows: readonly NumbersInput[]): Matrix;
  /** Runs `fn` and lists the kernel objects that it made. When it throws, they are freed. */
  collect<T>(fn: () => T): { value: T; handles: KernelObject[] };
  /** How many kernel objects were made and not deleted. */
  liveHandles(): number;

  base: {
    Classifier: abstract new () => base.Classifier;
    Regressor: abstract new () => base.Regressor;
    Transformer: abstract new () => base.Transformer;
    Clusterer: abstract new () => base.Clusterer;
    Rng: new (options?: base.RngOptions) => base.Rng;
  };
  /** Bit-equal on every device, as JavaScript's Math is not. Angles in radians, at most 2^20. */
  math: {
    exp(x: number): number;
    expm1(x: number): number;
    log(x: number): number;
    log1p(x: number): number;
    tanh(x: number): number;
    /** 1 / (1 + e^-x) */
    expit(x: number): number;
    /** log(p / (1 - p)) */
    logit(p: number): number;
    sin(x: number): number;
    cos(x: number): number;
    pow(x: number, y: number): number;
    /** The z below which a standard normal draw falls with probability p. */
    normalQuantile(p: number): number;
    /** The probability that a standard normal draw falls below z. */
    normalCdf(z: number): number;
  };
  datasets: {
    /** Cats (0) and small dogs (1): weight in kg, fluffiness 0..10; bounds are always [0, 12, 0, 10]. */
    makeShelter(options?: datasets.ShelterOptions): datasets.Sample;
    /** The true probability of dog at each row of X (n x 2), under the options' shares, separation and noise. */
    shelterPosterior(X: MatrixInput, options?: datasets.ShelterOptions): Float64Array;
    /** The accuracy that no rule can beat, over all animals. */
    shelterBayesAccuracy(options?: datasets.ShelterOptions): number;
    makeMoons(options?: datasets.MoonsOptions): datasets.Sample;
    makeBlobs(options?: datasets.BlobsOptions): datasets.Sample;
    /** Scores of two crowds with a place, a spread and a skew each; a case moves as its crowd does. */
    makeTwoCrowds(options?: datasets.TwoCrowdsOptions): datasets.TwoCrowds;
    /** The rates, densities and area of the crowds themselves; thresholds may be infinite. */
    twoCrowdsCurve(thresholds: NumbersInput, options?: datasets.TwoCrowdsOptions): datasets.TwoCrowdsCurve;
    /** The true probability of being positive at each score, where a share `prevalence`, in (0, 1), is. */
    twoCrowdsProbability(scores: NumbersInput, prevalence: number, options?: datasets.TwoCrowdsOptions): Float64Array;
    /** The median that the positives need for an area in [0.5, 0.999], all else given. */
    twoCrowdsMedianForAuc(auc: number, options?: datasets.TwoCrowdsOptions): number;
    /** A circle around another. */
    makeCircles(options?: datasets.CirclesOptions): datasets.Sample;
    /** Interleaved spirals, one a class. */
    makeSpirals(options?: datasets.SpiralsOptions): datasets.Sample;
    /** Class 1 where exactly one coordinate is negative. */
    makeXor(options?: datasets.XorOptions): datasets.Sample;
    /** Normal clusters on the corners of a cube, among redundant and useless columns. */
    makeClassification(options?: datasets.ClassificationOptions): datasets.Sample;
    /** Linear in a few of many columns. */
    makeRegression(options?: datasets.RegressionOptions): datasets.RegressionSample;
    /** 10 sin(pi x0 x1) + 20 (x2 - 1/2)^2 + 10 x3 + 5 x4. */
    makeFriedman1(options?: datasets.Friedman1Options): datasets.RegressionSample;
    /** CSV text, or its bytes, as typed columns. An Error of code "Parse" names line and column. */
    readCsv(text: string | Uint8Array, options?: datasets.CsvOptions): datasets.Table;
    /** Two number columns and a label column of a table as X and y. */
    labelledColumns(
      columns: datasets.ThreeColumns,
      options?: datasets.LabelledColumnsOptions,
    ): datasets.LabelledColumns;
  };
  preprocessing: {
    StandardScaler: new (options?: preprocessing.StandardScalerOptions) => preprocessing.StandardScaler;
    PolynomialFeatures: new (options?: preprocessing.PolynomialFeaturesOptions) => preprocessing.PolynomialFeatures;
    ColumnSelector: new (options?: preprocessing.ColumnSelectorOptions) => preprocessing.ColumnSelector;
  };
  dummy: { DummyClassifier: new (options?: dummy.DummyClassifierOptions) => dummy.DummyClassifier };
  pipeline: {
    Pipeline: new (steps: readonly [...base.Transformer[], base.Classifier]) => pipeline.Pipeline;
    RegressorPipeline: new (steps: readonly [...base.Transformer[], base.Regressor]) => pipeline.RegressorPipeline;
  };
  linear_model: {
    LogisticRegression: new (options?: linear_model.LogisticRegressionOptions) => linear_model.LogisticRegression;
    /** Least squares on the first p columns of X for each p of a list, the shortest solution: the double-descent curve. */
    minimumNormPath(
      X: MatrixInput,
      y: NumbersInput,
      options?: linear_model.MinimumNormPathOptions,
      XTest?: MatrixInput,
      yTest?: NumbersInput,
    ): linear_model.MinimumNormPath;
    LogisticDescent: new (options?: linear_model.LogisticDescentOptions) => linear_model.LogisticDescent;
    LinearRegression: new (options?: linear_model.LinearRegressionOptions) => linear_model.LinearRegression;
    Ridge: new (options?: linear_model.RidgeOptions) => linear_model.Ridge;
    Lasso: new (options?: linear_model.LassoOptions) => linear_model.Lasso;
    ElasticNet: new (options?: linear_model.ElasticNetOptions) => linear_model.ElasticNet;
    /** Ridge for many alphas with one factorisation. */
    ridgePath(X: MatrixInput, y: NumbersInput, options: linear_model.RidgePathOptions): linear_model.RidgePath;
    /** The lasso from the alpha at which all coefficients are 0 downwards; 200 x 50, 100 alphas: half a millisecond. */
    lassoPath(
      X: MatrixInput,
      y: NumbersInput,
      options?: linear_model.LassoPathOptions,
    ): linear_model.RegularizationPath;
    SGDClassifier: new (options?: linear_model.SGDClassifierOptions) => linear_model.SGDClassifier;
    SGDRegressor: new (options?: linear_model.SGDRegressorOptions) => linear_model.SGDRegressor;
    /** Mean loss plus penalty of a linear model as two of its parameters vary; labels 0 and 1 for losses of classes. */
    lossSurface(X: MatrixInput, y: NumbersInput, options?: linear_model.LossSurfaceOptions): linear_model.LossSurface;
    enetPath(X: MatrixInput, y: NumbersInput, options?: linear_model.EnetPathOptions): linear_model.RegularizationPath;
  };
  neighbors: {
    KNeighborsClassifier: new (options?: neighbors.KNeighborsClassifierOptions) => neighbors.KNeighborsClassifier;
    KNeighborsRegressor: new (options?: neighbors.KNeighborsRegressorOptions) => neighbors.KNeighborsRegressor;
    LocalRegression: new (options?: neighbors.LocalRegressionOptions) => neighbors.LocalRegression;
  };
  interpolate: {
    /** The B-splines of the knots, or a derivative of them, at each of n numbers: n x m. */
    bSplineBasis(x: NumbersInput, options: interpolate.BSplineBasisOptions): Matrix;
    CubicSpline: new (options?: interpolate.CubicSplineOptions) => interpolate.CubicSpline;
    MinimumNormSpline: new (options?: interpolate.MinimumNormSplineOptions) => interpolate.MinimumNormSpline;
    SplineTransformer: new (options?: interpolate.SplineTransformerOptions) => interpolate.SplineTransformer;
    RandomFourierFeatures: new (
      options?: interpolate.RandomFourierFeaturesOptions,
    ) => interpolate.RandomFourierFeatures;
    RandomReluFeatures: new (options?: interpolate.RandomReluFeaturesOptions) => interpolate.RandomReluFeatures;
  };
  tree: {
    DecisionTreeClassifier: new (options?: tree.DecisionTreeClassifierOptions) => tree.DecisionTreeClassifier;
    DecisionTreeRegressor: new (options?: tree.DecisionTreeRegressorOptions) => tree.DecisionTreeRegressor;
    TreeGrower: new (options?: tree.TreeGrowerOptions) => tree.TreeGrower;
    /** Where to draw the nodes: parents centred over their children, as narrow as can be (Reingold & Tilford). */
    treeLayout(nodes: tree.TreeNodes): tree.TreeLayout;
    /** Which trees minimal cost-complexity pruning can leave of this one. */
    costComplexityPruningPath(nodes: tree.TreeNodes): tree.CostComplexityPruningPath;
    /** Through which nodes each row falls. */
    decisionPath(nodes: tree.TreeNodes, X: MatrixInput): tree.DecisionPaths;
    /** How mixed bags of so many of each class are, one bag a row (counts, weights or shares, >= 0); "gini" when missing. */
    impurity(counts: MatrixInput, options?: { criterion?: "gini" | "entropy" }): Float64Array;
  };
  ensemble: {
    AdaBoostClassifier: new (options?: ensemble.AdaBoostClassifierOptions) => ensemble.AdaBoostClassifier;
    RandomForestClassifier: new (options?: ensemble.RandomForestClassifierOptions) => ensemble.RandomForestClassifier;
    ExtraTreesClassifier: new (options?: ensemble.ExtraTreesClassifierOptions) => ensemble.ExtraTreesClassifier;
    RandomForestRegressor: new (options?: ensemble.RandomForestRegressorOptions) => ensemble.RandomForestRegressor;
    ExtraTreesRegressor: new (options?: ensemble.ExtraTreesRegressorOptions) => ensemble.ExtraTreesRegressor;
    /** How often the majority of so many voters is right, ties settled by a coin (Condorcet); nVoters in [1, 100000]. */
    majorityVote(nVoters: LabelsInput, options?: ensemble.MajorityVoteOptions): Float64Array;
    /** One trial of such voters; the first ten of a hundred vote as ten would. */
    castVotes(nVoters: number, options?: ensemble.CastVotesOptions): ensemble.CastVotes;
    ForestVariance: new (options?: ensemble.ForestVarianceOptions) => ensemble.ForestVariance;
    GradientBoostingClassifier: new (
      options?: ensemble.GradientBoostingClassifierOptions,
    ) => ensemble.GradientBoostingClassifier;
    GradientBoostingRegressor: new (
      options?: ensemble.GradientBoostingRegressorOptions,
    ) => ensemble.GradientBoostingRegressor;
  };
  svm: { SVC: new (options?: svm.SVCOptions) => svm.SVC };
  mixture: { GaussianMixture: new (options?: mixture.GaussianMixtureOptions) => mixture.GaussianMixture };
  naive_bayes: { GaussianNB: new (options?: naive_bayes.GaussianNBOptions) => naive_bayes.GaussianNB };
  cluster: { KMeans: new (options?: cluster.KMeansOptions) => cluster.KMeans };
  decomposition: { PCA: new (options?: decomposition.PCAOptions) => decomposition.PCA };
  metrics: {
    /** Share of the labels that agree. */
    accuracyScore(yTrue: LabelsInput, yPred: LabelsInput): number;
    /** Mean over the classes of the share that was recognised. */
    balancedAccuracyScore(yTrue: LabelsInput, yPred: LabelsInput): number;
    /** k x k counts: row = true class, column = predicted. nClasses 0 = as many as occur. */
    confusionMatrix(yTrue: LabelsInput, yPred: LabelsInput, options?: { nClasses?: number }): IntMatrix;
    /** Mean of -log(probability of the true class). */
    logLoss(yTrue: LabelsInput, probabilities: MatrixInput): number;
    /** Confidence interval of a proportion (Wilson); confidence 0.95. */
    wilsonInterval(successes: number, n: number, options?: { confidence?: number }): { low: number; high: number };

    // Detectors: yScore, higher = more likely of class posLabel; called positive from the threshold on.
    rocCurve(yTrue: LabelsInput, yScore: NumbersInput, options?: metrics.RocCurveOptions): metrics.RocCurve;
    /** Area under a polygon by the trapezoidal rule; x only rises or only falls. */
    auc(x: NumbersInput, y: NumbersInput): number;
    /** The probability that a positive case scores higher than a negative one, ties counting half; exact. */
    rocAucScore(yTrue: LabelsInput, yScore: NumbersInput, options?: metrics.RocAucOptions): number;
    /** The same for k classes; yScore is n x k. */
    rocAucScoreMulticlass(yTrue: LabelsInput, yScore: MatrixInput, options?: metrics.MulticlassAucOptions): number;
    /** Area under a curve given by its points, from fpr 0 to maxFpr. */
    partialAuc(fpr: NumbersInput, tpr: NumbersInput, options?: metrics.PartialAucOptions): number;
    /** What a case costs on average at each point of a curve. */
    expectedCost(fpr: NumbersInput, tpr: NumbersInput, options?: metrics.ExpectedCostOptions): Float64Array;
    /** Corners of the convex hull over a ROC curve: indices into it. */
    rocConvexHull(fpr: NumbersInput, tpr: NumbersInput): Int32Array;
    /** The threshold with the lowest expected cost. */
    optimalThreshold(
      yTrue: LabelsInput,
      yScore: NumbersInput,
      options?: metrics.OptimalThresholdOptions,
    ): metrics.OperatingPoint;
    precisionRecallCurve(
      yTrue: LabelsInput,
      yScore: NumbersInput,
      options?: metrics.PrecisionRecallCurveOptions,
    ): metrics.PrecisionRecallCurve;
    /** Sum of (gain in recall) x precision. */
    averagePrecisionScore(yTrue: LabelsInput, yScore: NumbersInput, options?: { posLabel?: number }): number;
    precisionRecallInterpolation(
      yTrue: LabelsInput,
      yScore: NumbersInput,
      options?: metrics.PrecisionRecallInterpolationOptions,
    ): metrics.PrecisionRecallInterpolation;
    /** Precision of a detector with these rates where a share `prevalence`, in (0, 1), is positive. */
    precisionAtPrevalence(fpr: NumbersInput, tpr: NumbersInput, prevalence: number): Float64Array;
    /** The precision that gives F-beta = fBeta at each recall; NaN where none does. beta 1. */
    fBetaIsoCurve(recall: NumbersInput, fBeta: number, options?: { beta?: number }): Float64Array;
    /** All scores against the threshold, in one pass. */
    thresholdScores(
      yTrue: LabelsInput,
      yScore: NumbersInput,
      options?: metrics.ThresholdScoresOptions,
    ): metrics.ThresholdScores;
    /** Two curves through the same n >= 2 points x, which rise or fall strictly; straight between them. */
    curveDistance(
      x: NumbersInput,
      yTrue: NumbersInput,
      yPred: NumbersInput,
      options?: metrics.CurveDistanceOptions,
    ): metrics.CurveDistance;
    calibrationCurve(
      yTrue: LabelsInput,
      yProb: NumbersInput,
      options?: metrics.CalibrationCurveOptions,
    ): metrics.CalibrationCurve;
    /** Mean squared difference of probability and outcome. */
    brierScoreLoss(yTrue: LabelsInput, yProb: NumbersInput, options?: { posLabel?: number }): number;
    /** expit(logit(p) / temperature): surer below 1, more cautious above; [0.01, 100]. */
    temperatureScaled(yProb: NumbersInput, temperature: number): Float64Array;

    /** Interval of an area under the ROC curve (DeLong 1988). */
    delongInterval(yTrue: LabelsInput, yScore: NumbersInput, options?: metrics.DelongOptions): metrics.DelongInterval;
    /** Areas of m scores (n x m) of the same cases, and their covariance. */
    delongCovariance(
      yTrue: LabelsInput,
      scores: MatrixInput,
      options?: { posLabel?: number },
    ): metrics.DelongCovariance;
    /** Whether two scores of the same cases differ in area. */
    delongTest(
      yTrue: LabelsInput,
      scoreA: NumbersInput,
      scoreB: NumbersInput,
      options?: metrics.DelongOptions,
    ): metrics.DelongTest;
    RocBootstrap: new (options?: metrics.RocBootstrapOptions) => metrics.RocBootstrap;
    PairTally: new (options?: metrics.PairTallyOptions) => metrics.PairTally;

    // Labels against labels.
    precisionScore(yTrue: LabelsInput, yPred: LabelsInput, options?: metrics.ClassScoreOptions): number;
    recallScore(yTrue: LabelsInput, yPred: LabelsInput, options?: metrics.ClassScoreOptions): number;
    specificityScore(yTrue: LabelsInput, yPred: LabelsInput, options?: metrics.ClassScoreOptions): number;
    fbetaScore(yTrue: LabelsInput, yPred: LabelsInput, options?: metrics.ClassScoreOptions): number;
    f1Score(yTrue: LabelsInput, yPred: LabelsInput, options?: metrics.ClassScoreOptions): number;
    /** average "none" (a number for each class) when missing. */
    precisionRecallFscoreSupport(
      yTrue: LabelsInput,
      yPred: LabelsInput,
      options?: Omit<metrics.ClassScoreOptions, "average"> & {
        average?: "none" | "binary" | "macro" | "micro" | "weighted";
      },
    ): metrics.PrecisionRecallFscoreSupport;
    /** Correlation of two labellings, in [-1, 1]. */
    matthewsCorrcoef(yTrue: LabelsInput, yPred: LabelsInput): number;
    /** Agreement beyond chance; weights "none". */
    cohenKappaScore(
      yTrue: LabelsInput,
      yPred: LabelsInput,
      options?: { weights?: "none" | "linear" | "quadratic" },
    ): number;
    /** From k x k counts, row = true class, column = called. */
    confusionScores(confusion: MatrixInput, options?: metrics.ConfusionScoresOptions): metrics.ConfusionScores;

    // Numbers against numbers.
    meanSquaredError(yTrue: NumbersInput, yPred: NumbersInput): number;
    rootMeanSquaredError(yTrue: NumbersInput, yPred: NumbersInput): number;
    meanAbsoluteError(yTrue: NumbersInput, yPred: NumbersInput): number;
    medianAbsoluteError(yTrue: NumbersInput, yPred: NumbersInput): number;
    maxError(yTrue: NumbersInput, yPred: NumbersInput): number;
    /** 1 is perfect, 0 what the mean would do. */
    r2Score(yTrue: NumbersInput, yPred: NumbersInput): number;
    explainedVarianceScore(yTrue: NumbersInput, yPred: NumbersInput): number;
  };
  neural_network: {
    MLPClassifier: new (options?: neural_network.MLPClassifierOptions) => neural_network.MLPClassifier;
    MLPRegressor: new (options?: neural_network.MLPRegressorOptions) => neural_network.MLPRegressor;
  };
  model_selection: {
    trainValTestSplit(y: LabelsInput, options?: model_selection.TrainValTestSplitOptions): model_selection.Split;
    takeRows(X: MatrixInput, indices: NumbersInput): Matrix;
    takeLabels(y: LabelsInput, indices: NumbersInput): Int32Array;
    MonteCarloCrossValidation: new (
      options?: model_selection.MonteCarloCrossValidationOptions,
    ) => model_selection.MonteCarloCrossValidation;
    HoldoutReuse: new (options?: model_selection.HoldoutReuseOptions) => model_selection.HoldoutReuse;
    KFold: new (options?: model_selection.KFoldOptions) => model_selection.KFold;
    StratifiedKFold: new (options?: model_selection.StratifiedKFoldOptions) => model_selection.StratifiedKFold;
    RepeatedKFold: new (options?: model_selection.RepeatedKFoldOptions) => model_selection.RepeatedKFold;
    RepeatedStratifiedKFold: new (
      options?: model_selection.RepeatedStratifiedKFoldOptions,
    ) => model_selection.RepeatedStratifiedKFold;
    LeaveOneOut: new (options?: model_selection.LeaveOneOutOptions) => model_selection.LeaveOneOut;
    ShuffleSplit: new (options?: model_selection.ShuffleSplitOptions) => model_selection.ShuffleSplit;
    StratifiedShuffleSplit: new (
      options?: model_selection.StratifiedShuffleSplitOptions,
    ) => model_selection.StratifiedShuffleSplit;
    GroupKFold: new (options?: model_selection.GroupKFoldOptions) => model_selection.GroupKFold;
    CrossValidation: new (options?: model_selection.CrossValidationOptions) => model_selection.CrossValidation;
    GridSearchCV: new (options?: model_selection.GridSearchCVOptions) => model_selection.GridSearchCV;
    NestedCrossValidation: new (
      options?: model_selection.NestedCrossValidationOptions,
    ) => model_selection.NestedCrossValidation;
    LearningCurve: new (options?: model_selection.LearningCurveOptions) => model_selection.LearningCurve;
    BiasVarianceDecomposition: new (
      options?: model_selection.BiasVarianceDecompositionOptions,
    ) => model_selection.BiasVarianceDecomposition;
    /** The test score of each fold. */
    crossValScore(
      estimator: base.Classifier | base.Regressor,
      X: MatrixInput,
      y: NumbersInput,
      options?: { cv?: model_selection.CvInput; scoring?: model_selection.Scoring },
    ): Float64Array;
    /** For each row what was predicted when it was tested; the folds must test every row once. */
    crossValPredict(
      estimator: base.Classifier,
      X: MatrixInput,
      y: LabelsInput,
      options?: { cv?: model_selection.CvInput; method?: "predict" },
    ): Int32Array;
    crossValPredict(
      estimator: base.Classifier,
      X: MatrixInput,
      y: LabelsInput,
      options: { cv?: model_selection.CvInput; method: "predict_proba" },
    ): Matrix;
    crossValPredict(
      estimator: base.Regressor,
      X: MatrixInput,
      y: NumbersInput,
      options?: { cv?: model_selection.CvInput },
    ): Float64Array;
    /** All combinations of the lists, the last key turning fastest. */
    parameterGrid<T extends Record<string, readonly unknown[]>>(grid: T): { [K in keyof T]: T[K][number] }[];
  };
  inspection: {
    /** What a fitted classifier of two features says about each pixel of a rectangle. */
    decisionSurface(
      classifier: base.Classifier,
      options?: inspection.DecisionSurfaceOptions,
    ): inspection.DecisionSurface;
    /** Where `surface.probability` crosses the level, 0.5 when missing. */
    contour(
      surface: { probability: NumbersInput; width: number; height: number; bounds: NumbersInput },
      options?: { level?: number },
    ): inspection.Polylines;
    /** Where the winning class changes, of a surface of more than two classes. */
    regionBoundaries(surface: inspection.DecisionSurface): inspection.Polylines;
    /**
     * The line on which the classifier changes its mind: `surface`, made of the same classifier, says which pixels it
     * runs between; the classifier is asked where, to 1/512 of a pixel, also on the border and at right-angled corners.
     * Any number of classes. Where probabilities are smooth it equals `contour`; where they jump it is no staircase.
     */
    decisionBoundary(classifier: base.Classifier, surface: inspection.DecisionSurface): inspection.Polylines;
    /** What a fitted regressor answers along one of its features. */
    regressionCurve(
      regressor: base.Regressor,
      options?: inspection.RegressionCurveOptions,
    ): { x: Float64Array; y: Float64Array };
    RegressionFan: new (options?: inspection.RegressionFanOptions) => inspection.RegressionFan;
    /** The rectangle around the first two columns, widened by `margin` ([0, 1]; 0.05) of its size on each side. */
    boundsOf(X: MatrixInput, options?: { margin?: number }): Bounds;
    /** By how much the score of a fitted model falls when a column is shuffled. */
    permutationImportance(
      model: base.Classifier | base.Regressor,
      X: MatrixInput,
      y: LabelsInput | NumbersInput,
      options?: inspection.PermutationImportanceOptions,
    ): inspection.PermutationImportance;
    /** The model's answer as one or two features are moved over a grid and all else stays: mean, and row by row (ICE). */
    partialDependence(
      model: base.Classifier | base.Regressor,
      X: MatrixInput,
      options?: inspection.PartialDependenceOptions,
    ): inspection.PartialDependence;
  };
  /** Models as text, to be downloaded, sent or kept: {"format": "scrollwork-model", "version": 1, "type": …}. */
  persistence: {
    /** Options and everything learned; a steppable learner without the samples that it was learning from. */
    toJson(model: base.Classifier | base.Regressor | base.Transformer | base.Clusterer): string;
    /** An object of the same class that predicts the same, bit by bit. Text from elsewhere is checked, whatever it says. */
    fromJson(text: string, options?: persistence.FromJsonOptions): base.Classifier | base.Regressor | base.Transformer;
    /** The types that there are: "tree.DecisionTreeClassifier", … */
    modelTypes(): string[];
  };
}

/**
 * Loads a built module. `wasmBinary`: the bytes of the .wasm file, where the factory cannot fetch it (Node).
 */
export function loadKernel(source: {
  createModule: (options?: object) => Promise<unknown>;
  wasmBinary?: ArrayBuffer | ArrayBufferView;
}): Promise<Kernel>;
