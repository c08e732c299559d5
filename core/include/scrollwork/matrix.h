#pragma once

#include <type_traits>

#include <Eigen/Core>

namespace scrollwork {

/// One sample per row, row-major: the order in which a typed array from JavaScript or a CSV row arrives.
using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Vector = Eigen::VectorXd;
/// Class labels 0 .. k-1, or any other small integers (indices, counts).
using Labels = Eigen::VectorXi;

/// Expressions that a view of Plain can look at where they are: Eigen's own judgement.
template <typename Derived, typename Plain, typename Strides>
concept SeenInPlace =
    static_cast<bool>(Eigen::internal::traits<Eigen::Ref<const Plain, Eigen::Unaligned, Strides>>::template match<
                      Derived>::MatchAtCompileTime);
/// Those that it takes at all.
template <typename Derived, typename Plain>
concept SameScalar = std::is_same_v<typename Derived::Scalar, typename Plain::Scalar>;

/// A read-only argument, from any expression of Eigen's: no copy for a Plain, for a Map over foreign memory, or for a
/// block of rows; else a copy that lives as long as the call. A view that outlives a call, as a variable or a member,
/// needs something that does, too.
///
/// What Eigen::Ref<const Plain> is, without its room for a copy in every view, which is emptied and destroyed again at
/// each call, after exceptions, too: a third of a KB of a WebAssembly module after gzip.
template <typename Plain, typename Strides>
class ReadOnlyView : public Eigen::Map<const Plain, Eigen::Unaligned, Strides> {
  using Base = Eigen::Map<const Plain, Eigen::Unaligned, Strides>;

  template <typename Derived>
  static Base look(const Derived& x) {
    if constexpr (Plain::IsVectorAtCompileTime) {
      eigen_assert(x.rows() == 1 || x.cols() == 1);
      return Base(x.data(), x.size());
    } else {
      // A vector's own outer stride is its length, whichever way it lies; as a matrix its rows or columns touch.
      const Eigen::Index along = Plain::IsRowMajor ? x.cols() : x.rows();
      return Base(x.data(), x.rows(), x.cols(), Strides(Derived::IsVectorAtCompileTime ? along : x.outerStride()));
    }
  }

 public:
  // Not explicit: a function that takes a view is called with what there is.
  // NOLINTBEGIN(google-explicit-constructor)
  template <SeenInPlace<Plain, Strides> Derived>
  ReadOnlyView(const Eigen::DenseBase<Derived>& x) : Base(look(x.derived())) {}
  /// `copy` is the caller's, made by the default, and lives until its whole expression is done.
  template <SameScalar<Plain> Derived>
  ReadOnlyView(const Eigen::DenseBase<Derived>& x, Plain&& copy = Plain())
    requires(!SeenInPlace<Derived, Plain, Strides>)
  : ReadOnlyView(copy = x.derived()) {}
  // NOLINTEND(google-explicit-constructor)
};

using MatrixView = ReadOnlyView<Matrix, Eigen::OuterStride<>>;
using VectorView = ReadOnlyView<Vector, Eigen::InnerStride<1>>;
using LabelView = ReadOnlyView<Labels, Eigen::InnerStride<1>>;

}  // namespace scrollwork
