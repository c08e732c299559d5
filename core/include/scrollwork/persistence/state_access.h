#pragma once

#include <memory>
#include <type_traits>

namespace scrollwork {

/// The one door to an estimator's learned state, for writing it down and for reading it back.
///
/// Every options struct, every public struct of learned columns and every estimator lists its members once, in a static
/// template that serves both directions:
///
///     static void fields(auto& field, auto& self) {
///       field("options", self.options_);
///       field("coef", self.coef_);
///     }
///
/// An estimator's is private, befriends StateAccess, and comes with `void checkState() const`, which throws Error
/// kBadValue, naming the field, for a state that no fit can leave (sizes that do not fit each other, a child before its
/// parent; state_checks.h has the usual ones): what is read back is somebody else's file. Not const where it also finds
/// again what follows from the rest. A class that cannot be made without arguments has a private constructor for
/// StateAccess::make. Programs that never store a model carry none of this.
class StateAccess {
 public:
  template <typename Field, typename T>
  static void fields(Field& field, T& object) {
    std::remove_const_t<T>::fields(field, object);
  }
  template <typename T>
  static void check(T& object) {
    object.checkState();
  }
  template <typename T>
  static constexpr bool hasCheck = requires(T & object) { object.checkState(); };
  template <typename T>
  static std::unique_ptr<T> make() {
    return std::unique_ptr<T>(new T());
  }
};

}  // namespace scrollwork
